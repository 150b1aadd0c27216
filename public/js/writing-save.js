import { keptHere } from './writing-kept.js'

const afterKeyMs = 4_000
const atLeastEveryMs = 60_000
const patienceMs = 20_000
const againMs = 10_000
/** The page that takes the place of this one is there by then, or does not come: a link to a file leaves no page. */
const leavingMs = 60_000

/**
 * Saves while somebody writes: first in this browser, then on the server, one at a time, and says where the text is.
 * What readers see stays as it is, and no answer touches what is typed.
 */
export function keepSaved(form, words, copies) {
  const status = form.querySelector('#editor-status')
  const base = form.elements.namedItem('base')
  const turn = form.elements.namedItem('turn')
  let turns = Number(form.dataset.turn)
  const time = new Intl.DateTimeFormat(form.dataset.language, {
    timeStyle: 'short',
    timeZone: form.dataset.zone,
  })
  const kept = keptHere(form, copies)
  let isChanged = false
  let isSending = false
  let isStopped = form.dataset.stopped === 'yes'
  let isComposing = false
  let leftAt = -Infinity
  let isCutOff = false
  let timer
  let firstChange = 0

  const say = (text, is = '') => {
    status.textContent = text
    status.dataset.is = is
  }

  kept.offer(words, time, changed)

  form.addEventListener('compositionstart', () => (isComposing = true))
  form.addEventListener('compositionend', () => {
    isComposing = false
    changed()
  })
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', event => {
    if (isCutOff || !navigator.onLine) {
      // The browser's page that says so would take the place of the text.
      event.preventDefault()
      say(words.notSent, 'bad')
      clearTimeout(timer)
      if (isChanged) timer = setTimeout(save, againMs)
      return
    }
    if (event.submitter?.dataset.keeps) return
    // The form's own save is on its way, and knows this one's number.
    isStopped = true
    isChanged = false
    clearTimeout(timer)
    takeTurn()
    kept.send()
  })
  addEventListener('online', () => (isChanged ? void save() : say('')))
  addEventListener('pagehide', () => isChanged && !isStopped && kept.keep())
  // What is typed after somebody else has saved is in this browser alone.
  addEventListener('beforeunload', event => {
    leftAt = performance.now()
    if (isChanged && isStopped) event.preventDefault()
  })
  addEventListener('pageshow', event => {
    if (event.persisted) isStopped = form.dataset.stopped === 'yes'
  })
  // What was typed before this module was there.
  if ([...form.elements].some(isTyped)) changed()

  function changed() {
    if (!isChanged) firstChange = Date.now()
    isChanged = true
    kept.keep()
    if (isStopped) return
    clearTimeout(timer)
    const longest = firstChange + atLeastEveryMs - Date.now()
    timer = setTimeout(save, Math.max(0, Math.min(afterKeyMs, longest)))
  }

  /** A save that was given up here may still arrive, after the next: the server keeps the one with the higher number. */
  function takeTurn() {
    turn.value = ++turns
  }

  async function save() {
    if (isStopped || isSending) return
    if (isComposing) {
      timer = setTimeout(save, 500)
      return
    }
    isSending = true
    isChanged = false
    takeTurn()
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
      isCutOff = false
      again = await hear(answer)
    } catch {
      // The form's own save may have ended it.
      isCutOff = !isStopped
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
      const { isSelf } = await answer.json().catch(() => ({}))
      say(isSelf ? words.overtakenSelf : words.overtaken, 'bad')
      return 0
    }
    if (!answer.ok) {
      say(words.notSaved, 'bad')
      return againMs
    }
    const { id, revision, address, others, left } = await answer.json()
    form.dispatchEvent(new CustomEvent('others', { detail: others }))
    base.value = revision
    if (form.dataset.post === '') {
      kept.drop()
      form.dataset.post = form.elements.namedItem('post').value = id
      form.action = address
      history.replaceState(null, '', address)
    }
    // The page that is on its way, if one is, may have been made before this was stored: it forgets what it knows as well.
    const isSaved = !isChanged && !left
    if (isSaved && performance.now() > leftAt + leavingMs) kept.drop()
    else if (!isStopped) kept.keep(isSaved)
    if (left) say(words.left.replace('%', left), 'bad')
    else say(words.saved.replace('%', time.format(new Date())))
    return 0
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
