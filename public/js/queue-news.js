/** Says that new comments wait, without moving what is being read. The server tells of them as they come. */
export function hearNews() {
  const news = document.querySelector('#queue-news')
  if (!news || !('EventSource' in window)) return
  const events = new EventSource(`/admin/events?since=${news.dataset.since}`)

  events.addEventListener('queue', event => {
    const { counts, title, message } = JSON.parse(event.data)
    for (const tab of document.querySelectorAll('[data-count]'))
      tab.textContent = counts[tab.dataset.count] ?? '0'
    document.title = title
    news.querySelector('a').textContent = message
    news.hidden = message === ''
  })

  addEventListener('pagehide', () => events.close())
}
