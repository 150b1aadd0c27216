import { showOwnTimes } from './own-times.js'

/** Longer than the server takes to answer or to give up. */
const patienceMs = 30_000

/**
 * Decides without leaving the page. Each decision is sent when the one before is answered, in the order in which they
 * were taken, and the next comment is in focus at once. The server answers with the comments as they are now, each a row
 * again: one that was moved is a line that says so and takes it back. One that could not be moved says so, and stays.
 * Returns a function that returns a promise of all that is under way.
 */
export function decideInPlace(queue) {
  const told = document.querySelector('#told')
  let underWay = Promise.resolve()
  let waiting = 0

  queue.addEventListener('submit', event => {
    const button = event.submitter
    if (!button?.name && !button?.hasAttribute('formaction')) return
    if (button.name === 'to' && queue.querySelector('[name=every]')?.checked) return // a page of its own tells of it
    event.preventDefault()
    const rows = rowsOf(button)
    if (rows.some(row => row.ariaBusy === 'true')) return
    const address = button.hasAttribute('formaction') ? button.formAction : queue.action
    const body = new URLSearchParams(new FormData(queue, button))
    for (const row of rows) begin(row)
    if (button.name === 'one') focusBehind(rows[0])
    waiting++
    underWay = underWay.then(() => send(address, body, rows))
  })

  addEventListener('beforeunload', event => {
    if (waiting > 0) event.preventDefault()
  })

  return () => underWay

  function rowsOf(button) {
    const row = button.closest('.queued')
    if (row) return [row]
    return [...queue.querySelectorAll('.queued-select:checked')].map(box => box.closest('.queued'))
  }

  function begin(row) {
    row.ariaBusy = 'true'
    row.querySelector('.queued-failed')?.remove()
  }

  async function send(address, body, rows) {
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body,
        signal: AbortSignal.timeout(patienceMs),
      })
      const { message, undo, rows: fresh } = await answer.json()
      if (!fresh) throw new Error('nothing was decided')
      told.replaceChildren(message, ...(undo === null ? [] : [' ', elementOf(undo)]))
      for (const [id, html] of Object.entries(fresh)) replace(document.getElementById(`comment-${id}`), html)
    } catch {
      // Signed out meanwhile, or the server is away.
      for (const row of rows) fail(row)
    }
    for (const row of rows) row.ariaBusy = null
    waiting--
  }

  function fail(row) {
    const note = document.createElement('p')
    note.className = 'queued-failed'
    note.role = 'alert'
    note.textContent = queue.dataset.failed
    row.querySelector('.queued-body, .queued-decided')?.prepend(note)
    if (document.activeElement === document.body || document.activeElement?.closest('#queue-more'))
      row.focus()
  }

  function replace(row, html) {
    if (!row) return
    const hadFocus = row.contains(document.activeElement)
    const fresh = elementOf(html)
    showOwnTimes(fresh)
    row.replaceWith(fresh)
    if (!hadFocus) return
    if (fresh.matches('.is-decided')) focusBehind(fresh)
    else focusOn(fresh)
  }

  function elementOf(html) {
    const template = document.createElement('template')
    template.innerHTML = html
    return template.content.firstElementChild
  }

  /** The next one down the list, else the first above; when none is left, the way to those that came meanwhile. */
  function focusBehind(row) {
    const left = [...queue.querySelectorAll('.queued:not(.is-decided, [aria-busy=true])')]
    const isBelow = other => row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
    focusOn(left.find(isBelow) ?? left[0] ?? showMore())
  }

  function focusOn(element) {
    element.focus({ preventScroll: true })
    element.scrollIntoView({ block: 'nearest' })
  }

  function showMore() {
    const more = document.querySelector('#queue-more')
    more.hidden = false
    return more.querySelector('a')
  }
}
