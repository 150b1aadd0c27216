/**
 * Says that new comments wait, without moving what is being read, and gives `renew` those that colleagues changed. The
 * server tells of them as they come.
 */
export function hearNews(renew) {
  const news = document.querySelector('#queue-news')
  if (!news || !('EventSource' in window)) return
  const { since, step } = news.dataset
  const events = new EventSource(`/admin/events?since=${since}&step=${step}`)

  events.addEventListener('queue', event => {
    const { counts, title, moved, message } = JSON.parse(event.data)
    for (const tab of document.querySelectorAll('[data-count]')) {
      const count = counts[tab.dataset.count]
      tab.textContent = count ?? '0'
      tab.closest('li').toggleAttribute('data-empty', count === undefined || count === '0')
    }
    document.title = title
    news.querySelector('a').textContent = message
    news.hidden = message === ''
    void renew(moved)
  })

  addEventListener('pagehide', () => events.close())
}
