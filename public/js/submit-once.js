/** Longer than the server takes to answer or to give up. */
const patienceMs = 15_000

/**
 * A double click sends the form once, which says that something is happening. After a sending that was stopped, and when
 * the back button leads here, it can be sent again.
 */
export function submitOnce(form) {
  const status = form.querySelector('.form-status')
  let isSending = false
  let timer

  form.addEventListener('submit', event => {
    if (event.submitter?.hasAttribute('data-preview')) return
    if (isSending) {
      event.preventDefault()
      return
    }
    isSending = true
    status.textContent = form.dataset.sending
    timer = setTimeout(rest, patienceMs)
  })

  addEventListener('pageshow', rest)

  function rest() {
    clearTimeout(timer)
    isSending = false
    status.textContent = ''
  }
}
