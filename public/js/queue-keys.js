/**
 * Moves through the queue and decides by single keys, as the list of keys says (`?`). What is ticked is decided on before
 * what is in focus. `undo` takes the last decision back.
 */
export function moveByKeys(queue, undo) {
  const help = document.querySelector('#queue-keys')
  const actions = { a: 'approved', p: 'pending', s: 'spam', d: 'trash' }

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.target.closest('input:not([type=checkbox]), textarea, select, dialog, .queued-form')) return
    // A key that is held decides once.
    if (event.repeat && !'jk'.includes(event.key)) return
    if (act(event.key)) event.preventDefault()
  })

  function act(key) {
    if (key === 'j') return go(neighbour(1))
    if (key === 'k') return go(neighbour(-1))
    if (key === 'x') return press(current()?.querySelector('.queued-select'))
    if (key === 'u') return undo()
    if (key === 'e') return press(current()?.querySelector('[data-edit]'))
    if (key === 'r') return press(current()?.querySelector('[data-reply-to]'))
    if (key === '/') return go(document.querySelector('#queue-search'))
    if (key === '?') return show(help)
    if (key in actions) return decide(actions[key])
    return false
  }

  /** All of all pages are decided on by their button, which the key leads to; never by a key alone. */
  function decide(to) {
    const ticked = queue.querySelector('.queued-select:checked, [name=every]:checked')
    if (!ticked) return press(current()?.querySelector(`[data-to="${to}"]`))
    const button = queue.querySelector(`.queue-bulk [name=to][value=${to}]`)
    return ticked.name === 'every' || queue.querySelector('[name=every]:checked') ? go(button) : press(button)
  }

  function current() {
    return document.activeElement?.closest('.queued') ?? null
  }

  function neighbour(step) {
    const rows = [...queue.querySelectorAll('.queued')]
    const here = rows.indexOf(current())
    return here < 0 ? rows[0] : rows[here + step]
  }

  function go(element) {
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
    return element !== undefined && element !== null
  }

  function press(control) {
    control?.click()
    return Boolean(control)
  }

  function show(dialog) {
    dialog?.showModal()
    return Boolean(dialog)
  }

  const button = document.querySelector('[data-show-keys]')
  button.hidden = false
  button.addEventListener('click', () => show(help))
  const hint = document.querySelector('[data-keys-hint]')
  if (hint) hint.hidden = false
}
