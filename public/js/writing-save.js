import { button } from './writing-toolbar.js'

const afterKeyMs = 4_000
const atLeastEveryMs = 60_000
const patienceMs = 20_000
const againMs = 10_000
/** What is not saved belongs to its window and to its article. */
const prefix = 'afterword writing '

/**
 * Saves while somebody writes: first in this browser, then on the server, one at a time, and says where the text is.
 * What readers see stays as it is, and no answer touches what is typed.
 */
export function keepSaved(form, words) {
  const status = form.querySelector('#editor-status')
  const base = form.elements.namedItem('base')
  const time = new Intl.DateTimeFormat(form.dataset.language, {
    timeStyle: 'short',
    timeZone: form.dataset.zone,
  })
  let isChanged = false
  let isSending = false
  let isStopped = form.dataset.stopped === 'yes'
  let isComposing = false
  let timer
  let firstChange = 0
  let name = prefix + (form.dataset.post || `new ${form.elements.namedItem('mark').value}`)

  const say = (text, is = '') => {
    status.textContent = text
    status.dataset.is = is
  }
  const typed = () =>
    [...new FormData(form)].filter(([field]) => !['base', 'mark', 'opened', 'act'].includes(field))

  offerKept()

  form.addEventListener('compositionstart', () => (isComposing = true))
  form.addEventListener('compositionend', () => {
    isComposing = false
    changed()
  })
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', event => {
    if (event.submitter?.dataset.keeps) return
    // The form's own save is on its way, and knows this one's number.
    isStopped = true
    clearTimeout(timer)
    keepHere()
  })
  addEventListener('online', () => isChanged && void save())
  addEventListener('pagehide', () => isChanged && keepHere())
  addEventListener('pageshow', event => {
    if (event.persisted) isStopped = form.dataset.stopped === 'yes'
  })
  // What was typed before this module was there.
  if ([...form.elements].some(isTyped)) changed()

  function changed() {
    if (!isChanged) firstChange = Date.now()
    isChanged = true
    keepHere()
    if (isStopped) return
    clearTimeout(timer)
    const longest = firstChange + atLeastEveryMs - Date.now()
    timer = setTimeout(save, Math.max(0, Math.min(afterKeyMs, longest)))
  }

  function keepHere() {
    try {
      localStorage.setItem(name, JSON.stringify({ base: base.value, at: Date.now(), fields: typed() }))
    } catch {
      // Full, or not allowed: the server has it in a moment.
    }
  }

  async function save() {
    if (isStopped || isSending) return
    if (isComposing) {
      timer = setTimeout(save, 500)
      return
    }
    isSending = true
    isChanged = false
    const sent = new FormData(form)
    sent.set('act', 'auto')
    say(words.saving)
    let again = 0
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: sent,
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      })
      again = await hear(answer)
    } catch {
      say(navigator.onLine ? words.notSaved : words.offline, 'bad')
      again = againMs
    }
    isSending = false
    if (again > 0) {
      isChanged = true
      timer = setTimeout(save, again)
    } else if (isChanged) changed()
  }

  /** Returns the ms after which to try again; 0: it is saved, or there is no use. */
  async function hear(answer) {
    if (answer.type === 'opaqueredirect') {
      say(words.signedOut, 'bad')
      return againMs
    }
    if (answer.status === 409) {
      isStopped = true
      isChanged = true
      say(words.overtaken, 'bad')
      return 0
    }
    if (!answer.ok) {
      say(words.notSaved, 'bad')
      return againMs
    }
    const { id, revision, address, others } = await answer.json()
    form.dispatchEvent(new CustomEvent('others', { detail: others }))
    base.value = revision
    if (form.dataset.post === '') {
      localStorage.removeItem(name)
      form.dataset.post = id
      form.action = address
      name = prefix + id
      history.replaceState(null, '', address)
    }
    if (!isChanged) localStorage.removeItem(name)
    say(words.saved.replace('%', time.format(new Date())))
    return 0
  }

  /** What this browser has and the server does not. */
  function offerKept() {
    const found = form.dataset.post === '' ? newTexts()[0] : name
    const kept = JSON.parse((found && localStorage.getItem(found)) ?? 'null')
    if (!kept) return
    const now = typed()
    const value = fields =>
      JSON.stringify(fields.filter(([field]) => field === 'title' || field === 'source'))
    const lines = fields => value(fields).replaceAll('\\r\\n', '\\n')
    if (lines(kept.fields) === lines(now)) return localStorage.removeItem(found)
    const offer = document.createElement('p')
    offer.className = 'editor-kept'
    offer.setAttribute('role', 'status')
    const putBack = button(words.putBack, () => {
      for (const [field, text] of kept.fields) {
        const control = form.elements.namedItem(field)
        if (control && typeof control.value === 'string' && control.type !== 'checkbox') control.value = text
      }
      localStorage.removeItem(found)
      offer.remove()
      changed()
      form.querySelector('#post-source').focus()
    })
    const drop = button(words.drop, () => {
      localStorage.removeItem(found)
      offer.remove()
    })
    for (const each of [putBack, drop]) each.className = 'quiet-button'
    offer.append(`${words.kept} ${time.format(new Date(kept.at))} `, putBack, drop)
    form.before(offer)
  }
}

/** Whether a field of text holds something else than the page came with. */
function isTyped({ type, value, defaultValue }) {
  return (
    defaultValue !== undefined &&
    !['hidden', 'checkbox', 'radio', 'file'].includes(type) &&
    value !== defaultValue
  )
}

/** New articles that other windows have left behind; one that is still open saves its own within a minute. */
function newTexts() {
  const before = Date.now() - 2 * atLeastEveryMs
  return Object.keys(localStorage).filter(
    key => key.startsWith(`${prefix}new `) && JSON.parse(localStorage.getItem(key)).at < before,
  )
}
