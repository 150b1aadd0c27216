/**
 * A double click sends the form once. The server makes one comment of two requests anyway; this spares the wait,
 * and says that something is happening. Coming back to the page by the back button finds the button usable again.
 */
export function submitOnce(form) {
  const status = form.querySelector('.form-status')
  let isSending = false

  form.addEventListener('submit', event => {
    if (event.submitter?.hasAttribute('data-preview')) return
    if (isSending) event.preventDefault()
    isSending = true
    status.textContent = form.dataset.sending
  })

  addEventListener('pageshow', () => {
    isSending = false
    status.textContent = ''
  })
}
