const pauseMs = 700

/** Keeps the progress of what goes on in the background up to date, until it is done. */
export async function followProgress() {
  for (let shown = find(document); shown?.dataset.underWay; shown = find(document)) {
    await new Promise(resolve => setTimeout(resolve, pauseMs))
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) continue
    if (answer.redirected) return location.replace(answer.url) // what came of it has a page of its own
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = find(page)
    if (!fresh) return // signed out meanwhile
    const status = shown.querySelector('[role=status]')
    status.textContent = fresh.querySelector('[role=status]').textContent
    // Whoever has the focus on a button there keeps it.
    if (fresh.dataset.underWay && shown.contains(document.activeElement)) {
      shown.querySelector('progress').replaceWith(fresh.querySelector('progress'))
      continue
    }
    // The element that is listened to stays, the rest is as the server says it.
    fresh.querySelector('[role=status]').replaceWith(status)
    shown.replaceWith(fresh)
  }
}

const find = page => page.querySelector('#under-way')
