const lifeMs = 14 * 86_400_000
const prefix = 'draft '
/** Which draft this tab is sending. */
const sending = 'sending a draft'
const sender = 'who writes'

/**
 * Keeps what is being typed in this browser, and nowhere else: for this article and this answer, until it is sent, or for
 * 14 days. `answer` opens the form under a comment, if that is on the page.
 */
export function keepDraft(form, answer) {
  const note = form.querySelector('.draft-note')
  const text = form.elements.namedItem('comment')
  const parent = form.elements.namedItem('parent')
  const article = `${prefix}${new URL(form.action).pathname}`
  const keyNow = () => `${article} ${parent.value}`
  let key = keyNow()

  addEventListener('pageshow', restore)
  text.addEventListener('input', save)
  form.addEventListener('answering', move)
  form.addEventListener('submit', event => {
    if (!event.submitter?.hasAttribute('data-preview')) write('sessionStorage', sending, key)
  })
  note.querySelector('button').addEventListener('click', () => {
    text.value = ''
    save()
    text.focus()
  })

  function restore() {
    // what the server gave back is as new
    if (text.defaultValue.trim() !== '') return
    const [latest] = draftsOf(article)
    if (latest && parent.value === '' && latest.key !== key) answer(latest.key.slice(article.length + 1))
    const draft = read(keyNow())
    if (!draft || (text.value !== '' && text.value !== draft.text)) return
    key = keyNow()
    text.value = draft.text
    note.hidden = false
  }

  function save() {
    note.hidden = true
    if (text.value.trim() === '') remove(key)
    else write('localStorage', key, JSON.stringify({ text: text.value, at: Date.now() }))
  }

  /** What was typed comes along; where nothing was, what was kept there is given back. */
  function move() {
    if (keyNow() === key) return
    if (text.value.trim() === '') {
      key = keyNow()
      restore()
      return
    }
    remove(key)
    key = keyNow()
    save()
  }
}

/**
 * Keeps who writes for as long as this tab is open, until a comment is sent: for longer a name and an address are kept
 * only where a reader ticks that they shall be.
 */
export function keepSender(form) {
  const fields = ['name', 'email', 'website'].flatMap(name => form.elements.namedItem(name) ?? [])

  addEventListener('pageshow', () => {
    const kept = readSender()
    if (fields.some(field => field.value !== '')) return
    for (const field of fields) field.value = kept[field.name] ?? ''
  })
  form.addEventListener('input', event => {
    if (!fields.includes(event.target)) return
    const now = Object.fromEntries(fields.map(field => [field.name, field.value]))
    write('sessionStorage', sender, JSON.stringify(now))
  })
}

/** Forgets drafts that were sent, or are too old; on every page. */
export function forgetDrafts() {
  const sent = take('sessionStorage', sending)
  const [visit] = performance.getEntriesByType('navigation')
  // Only what was stored leads on to its place, or to where it is said that it waits.
  if (sent && visit?.redirectCount > 0 && /#comment-\d+$|\/comments\/waiting$/.test(location.href)) {
    remove(sent)
    take('sessionStorage', sender)
  }
  for (const { key, at } of draftsOf(prefix)) if (Date.now() - at > lifeMs) remove(key)
}

/** Newest first. */
function draftsOf(beginning) {
  try {
    return Object.keys(localStorage)
      .filter(key => key.startsWith(beginning))
      .map(key => ({ key, at: read(key)?.at ?? 0 }))
      .sort((a, b) => b.at - a.at)
  } catch {
    return [] // the browser keeps nothing
  }
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key))
    return typeof draft?.text === 'string' ? draft : null
  } catch {
    return null
  }
}

function readSender() {
  try {
    return JSON.parse(sessionStorage.getItem(sender)) ?? {}
  } catch {
    return {}
  }
}

/** Where nothing is kept, storage throws when it is named. */
function write(storage, key, value) {
  try {
    globalThis[storage].setItem(key, value)
  } catch {
    // forbidden, or full
  }
}

function take(storage, key) {
  try {
    const value = globalThis[storage].getItem(key)
    globalThis[storage].removeItem(key)
    return value
  } catch {
    return null
  }
}

const remove = key => void take('localStorage', key)
