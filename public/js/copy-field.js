const restMs = 2_000

/** Gives a field whose text is to be taken along a button that copies it, where the browser can. */
export function addCopyButton(field) {
  if (!navigator.clipboard) return
  const { copy, copied } = field.dataset
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'quiet-button',
    textContent: copy,
  })
  button.setAttribute('aria-live', 'polite')
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      return field.select() // not allowed: it can be copied by hand
    }
    button.textContent = copied
    setTimeout(() => (button.textContent = copy), restMs)
  })
  field.after(button)
}
