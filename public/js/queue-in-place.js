import { failureNote } from './queue-failure.js'

/** Longer than the server takes to answer or to give up. */
const patienceMs = 30_000

/**
 * Edits and answers where a comment stands. The form is that of the page to which the link leads, and so are its errors;
 * what was typed and not sent is there again when it is opened again. `take` shows what the server made of it.
 */
export function openInPlace(queue, take) {
  const typed = new Map()

  queue.addEventListener('click', event => {
    const link = event.target.closest('[data-edit], [data-reply-to]')
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void open(link)
  })

  async function open(link) {
    const row = link.closest('.queued')
    close(queue.querySelector('.queued-form'))
    row.ariaBusy = 'true'
    const response = await ask(link.href)
    row.ariaBusy = null
    const part = response?.ok ? partOf(await response.text()) : null
    if (!part) return location.assign(link.href) // signed out meanwhile, or away: the page says it
    const box = document.createElement('div')
    box.className = 'queued-form'
    box.dataset.from = link.href
    row.querySelector('.queued-body').append(box)
    fill(box, part)
    const text = box.querySelector('textarea')
    text.value = typed.get(link.href) ?? text.value
    text.focus()
    box.scrollIntoView({ block: 'nearest' })
  }

  /** What comes with an error comes with what was typed. */
  function fill(box, part) {
    box.replaceChildren(part)
    const form = box.querySelector('form')
    form.addEventListener('submit', event => {
      event.preventDefault()
      void send(box, form, event.submitter)
    })
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) leave(box)
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
    })
    box.querySelector('[data-cancel]').addEventListener('click', event => {
      event.preventDefault()
      leave(box)
    })
  }

  async function send(box, form, button) {
    const buttons = form.querySelectorAll('button')
    if (form.ariaBusy === 'true') return
    const body = new URLSearchParams(new FormData(form, button))
    form.ariaBusy = 'true'
    for (const each of buttons) each.disabled = true
    const response = await ask(form.action, body)
    form.ariaBusy = null
    for (const each of buttons) each.disabled = false
    if (response?.headers.get('content-type')?.startsWith('application/json') && response.ok) {
      typed.delete(box.dataset.from)
      return take(await response.json())
    }
    const part = response ? partOf(await response.text()) : null
    if (!part) return fail(form, response)
    fill(box, part)
    const first = box.querySelector('[autofocus], [aria-invalid], textarea')
    first.focus()
  }

  function fail(form, response) {
    form.querySelector('.queued-failed')?.remove()
    form.prepend(failureNote(queue, response))
  }

  function leave(box) {
    const row = box.closest('.queued')
    close(box)
    row.focus()
  }

  function close(box) {
    const text = box?.querySelector('textarea')
    if (text && text.value !== text.defaultValue) typed.set(box.dataset.from, text.value)
    box?.remove()
  }

  const ask = (address, body) =>
    fetch(address, {
      ...(body ? { method: 'POST', body, headers: { accept: 'application/json' } } : {}),
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => null)

  const partOf = html => new DOMParser().parseFromString(html, 'text/html').querySelector('[data-in-place]')
}
