import { showOwnTimes } from './own-times.js'
import { failureNote } from './queue-failure.js'

/** Longer than the server takes to answer or to give up. */
const patienceMs = 30_000

/**
 * Decides without leaving the page. Each decision is sent when the one before is answered, in the order in which they
 * were taken, and the next comment is in focus at once. The server answers with the comments as they are now, each a row
 * again: one that was moved is a line that says so and takes it back. One that could not be moved says so, and stays.
 * Returns `undo`, which takes the last decision back, of however many it was, then the one before.
 */
export function decideInPlace(queue) {
  const told = document.querySelector('#told')
  /** What was decided on this page and is not taken back: the address of its Undo, and the ids of its rows. */
  const taken = []
  let underWay = Promise.resolve()
  let waiting = 0

  queue.addEventListener('submit', event => {
    if (event.target !== queue) return // a form that was opened in place
    const button = event.submitter
    if (!button?.name && !button?.hasAttribute('formaction')) return
    if (button.name === 'mark') return // a page of its own tells of it
    if (button.name === 'to' && queue.querySelector('[name=every]')?.checked) return // a page of its own tells of it
    event.preventDefault()
    const whole = taken.find(({ address }) => button.formAction.endsWith(address))
    if (whole) {
      undo(whole)
      return
    }
    const rows = rowsOf(button)
    if (rows.some(row => row.ariaBusy === 'true')) return
    const address = button.hasAttribute('formaction') ? button.formAction : queue.action
    const body = new URLSearchParams(new FormData(queue, button))
    for (const row of rows) begin(row)
    if (button.name === 'one') focusBehind(rows[0])
    later(async () => {
      const answer = await send(address, body, rows)
      if (button.hasAttribute('formaction')) forget(rows.map(({ id }) => id))
      else remember(answer)
    })
  })

  addEventListener('beforeunload', event => {
    if (waiting > 0) event.preventDefault()
  })

  return { undo: () => undo(), take, renew }

  /** Shows what the server answered, and keeps what takes it back. */
  function take(answer) {
    show(answer)
    remember(answer)
  }

  /** Rows that a colleague changed, unless something is being done with them. */
  async function renew(moved) {
    const isOld = ({ comment, step }) => {
      const row = document.getElementById(`comment-${comment}`)
      const [, seen = Infinity] = row?.querySelector('.queued-select')?.value.split(' ') ?? []
      return row?.ariaBusy !== 'true' && !row?.querySelector('.queued-form') && seen < step
    }
    const old = moved.filter(isOld)
    if (old.length === 0) return
    const body = new URLSearchParams(new FormData(queue))
    for (const { comment } of old) body.append('moved', comment)
    const response = await fetch(queue.dataset.rows, { method: 'POST', body }).catch(() => null)
    if (!response?.ok) return
    const { rows } = await response.json()
    for (const one of old)
      if (isOld(one)) replace(document.getElementById(`comment-${one.comment}`), rows[one.comment], true)
    queue.dispatchEvent(new Event('rows'))
  }

  /** Once the answers are there: before, there is nothing to take back. What the page came with comes last. */
  function undo(wanted) {
    later(async () => {
      const last = wanted ?? taken.at(-1)
      if (!last) {
        const button = told.querySelector('button')
        if (button) button.click()
        else told.textContent = queue.dataset.nothingToUndo
        return
      }
      taken.splice(taken.indexOf(last), 1)
      const rows = last.ids.map(id => document.getElementById(id)).filter(row => row !== null)
      for (const row of rows) begin(row)
      const answer = await send(last.address, new URLSearchParams(new FormData(queue)), rows)
      const row = document.getElementById(last.ids[0])
      if (!answer) taken.push(last)
      else if (row) focusOn(row)
    })
    return true
  }

  function later(step) {
    waiting++
    underWay = underWay.then(step).finally(() => waiting--)
  }

  function rowsOf(button) {
    const row = button.closest('.queued')
    if (row) return [row]
    return [...queue.querySelectorAll('.queued-select:checked')].map(box => box.closest('.queued'))
  }

  function remember(answer) {
    if (!answer?.reversal) return
    taken.push({
      address: answer.reversal,
      ids: Object.keys(answer.rows)
        .map(id => `comment-${id}`)
        .toReversed(),
    })
  }

  /** What a row's own button took back. */
  function forget(ids) {
    for (const each of taken) each.ids = each.ids.filter(id => !ids.includes(id))
    taken.splice(0, Infinity, ...taken.filter(each => each.ids.length > 0))
  }

  function begin(row) {
    row.ariaBusy = 'true'
    row.querySelector('.queued-failed')?.remove()
  }

  async function send(address, body, rows) {
    let answer = null
    let response = null
    try {
      response = await fetch(address, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body,
        signal: AbortSignal.timeout(patienceMs),
      })
      answer = await response.json()
      if (!answer.rows) throw new Error('nothing was decided')
      show(answer)
    } catch {
      // Signed out meanwhile, or the server is away.
      answer = null
      for (const row of rows) fail(row, response)
    }
    for (const row of rows) row.ariaBusy = null
    queue.dispatchEvent(new Event('rows'))
    return answer
  }

  function show({ message, undo: button, rows }) {
    told.replaceChildren(message, ...(button === null ? [] : [' ', elementOf(button)]))
    for (const [id, html] of Object.entries(rows)) replace(document.getElementById(`comment-${id}`), html)
    queue.dispatchEvent(new Event('rows'))
  }

  function fail(row, response) {
    row.querySelector('.queued-body')?.prepend(failureNote(queue, response))
    if (document.activeElement === document.body || document.activeElement?.closest('#queue-more'))
      row.focus()
  }

  function replace(row, html, staysInFocus = false) {
    if (!row || !html) return
    const hadFocus = row.contains(document.activeElement)
    const fresh = elementOf(html)
    showOwnTimes(fresh)
    row.replaceWith(fresh)
    if (!hadFocus) return
    if (fresh.matches('.is-decided') && !staysInFocus) focusBehind(fresh)
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
