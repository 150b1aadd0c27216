/**
 * Decides without leaving the page. The server answers with the comments as they are now, each a row again: one that
 * was moved is a line that says so and takes it back.
 */
export function decideInPlace(queue) {
  const told = document.querySelector('#told')

  queue.addEventListener('submit', event => {
    const button = event.submitter
    if (!button?.name && !button?.hasAttribute('formaction')) return
    if (button.name === 'to' && queue.querySelector('[name=every]')?.checked) return // a page of its own tells of it
    event.preventDefault()
    void send(button)
  })

  async function send(button) {
    if (queue.ariaBusy === 'true') return
    queue.ariaBusy = 'true'
    try {
      const answer = await fetch(button.hasAttribute('formaction') ? button.formAction : queue.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(new FormData(queue, button)),
      })
      const { message, rows } = await answer.json()
      told.replaceChildren(message)
      for (const [id, html] of Object.entries(rows)) replace(document.getElementById(`comment-${id}`), html)
    } catch {
      // Signed out meanwhile, or the server is away: the long way leads to a page that says so.
      location.reload()
    }
    queue.ariaBusy = 'false'
  }

  function replace(row, html) {
    if (!row) return
    const hadFocus = row.contains(document.activeElement)
    const template = document.createElement('template')
    template.innerHTML = html
    const fresh = template.content.firstElementChild
    row.replaceWith(fresh)
    if (!hadFocus) return
    const next = fresh.matches('.is-decided') ? nextUndecided(fresh) : fresh
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
  }

  /** The next one down the list, else the first above; when none is left, the way to those that came meanwhile. */
  function nextUndecided(row) {
    const left = [...queue.querySelectorAll('.queued:not(.is-decided)')]
    const isBelow = other => row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
    return left.find(isBelow) ?? left[0] ?? showMore()
  }

  function showMore() {
    const more = document.querySelector('#queue-more')
    more.hidden = false
    return more.querySelector('a')
  }
}
