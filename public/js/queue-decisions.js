/**
 * Decides without leaving the page. The server answers with the comments as they are now, each a row again: one that
 * was moved is a line that says so and takes it back.
 */
export function decideInPlace(queue) {
  const told = document.querySelector('#told')

  queue.addEventListener('submit', event => {
    const button = event.submitter
    if (!button?.name && !button?.hasAttribute('formaction')) return
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

  function nextUndecided(row) {
    for (let next = row.nextElementSibling; next; next = next.nextElementSibling)
      if (!next.matches('.is-decided')) return next
    return row
  }
}
