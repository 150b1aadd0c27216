const everyMs = 20_000
/** After so long the page that this one took the place of has said that it is gone. */
const soonMs = 2_000

/** Says who else has this article open; the server says it in words. */
export function tellPresence(form) {
  const line = form.querySelector('#editor-others')
  const mark = form.elements.namedItem('mark').value
  const send = (gone, more) =>
    fetch(`${form.action}/presence`, {
      method: 'POST',
      body: new URLSearchParams({ mark, gone }),
      redirect: 'manual',
      ...more,
    })

  setTimeout(ask, soonMs)
  setInterval(ask, everyMs)
  addEventListener('visibilitychange', ask)
  addEventListener('pagehide', () => {
    if (form.dataset.post !== '') void send('yes', { keepalive: true }).catch(() => undefined)
  })
  form.addEventListener('others', event => say(event.detail))

  async function ask() {
    if (form.dataset.post === '' || document.hidden) return
    try {
      const answer = await send('')
      if (answer.ok) say((await answer.json()).others)
    } catch {
      // What is known stays; the line on saving tells of the connection.
    }
  }

  function say(text) {
    if (line.textContent !== text) line.textContent = text
  }
}
