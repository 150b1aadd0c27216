// Shows what is found while one types. Without this file the form asks for the same page.
const form = document.querySelector('#search-form')
const field = form.elements.namedItem('q')
const status = document.querySelector('#search-status')
const pauseMs = 200

let asked = field.defaultValue.trim()
let timer
let request

/** After a pause, and never amid a character that is still being put together. */
function askSoon() {
  clearTimeout(timer)
  timer = setTimeout(ask, pauseMs)
}

async function ask() {
  const words = field.value.trim()
  if (words === asked) return
  asked = words
  request?.abort()
  request = new AbortController()
  const query = new URLSearchParams(new FormData(form))
  const address = words === '' ? form.action : `${form.action}?${query}`
  try {
    const answer = await fetch(address, { signal: request.signal })
    if (answer.headers.get('content-type')?.startsWith('text/html')) show(await answer.text(), address)
  } catch {
    // Overtaken by the next, or no network: what is there stays, and the button asks again.
  }
}

function show(html, address) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const found = page.querySelector('#search-results')
  if (!found) return
  document.querySelector('#search-results').replaceWith(document.adoptNode(found))
  document.title = page.title
  history.replaceState(null, '', address)
  status.textContent = found.querySelector('[data-count]')?.textContent ?? ''
}

field.addEventListener('input', event => {
  if (!event.isComposing) askSoon()
})
field.addEventListener('compositionend', askSoon)
// Typed before this file was there.
askSoon()
