/** A challenge lasts for two hours: after one the work is done anew, by whoever goes on writing. */
const freshMs = 3_600_000
/** Whether one is asked for is true for so long. */
const askedMs = 60_000
/** Whoever sends before it is done waits no longer than this. Then the comment waits for a person instead. */
const patienceMs = 3_000

/**
 * Does the work that a blog may ask a browser for, while its reader writes: keys are derived until one begins as it
 * should. The page says nothing of it, since it is the same for everyone; the server is asked. It is loaded once somebody
 * writes, and by the capturing phase comes before whoever else listens for the form to be sent.
 */
export function proveWork(form) {
  // Without HTTPS browsers have no such keys.
  if (!globalThis.crypto?.subtle) return
  const text = form.elements.namedItem('comment')
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'proof'
  let begunAt = Number.NEGATIVE_INFINITY
  let work = null
  let isWaitedFor = false

  text.addEventListener('input', begin)
  // Where the browser brings the page back as it was left, what was proved is used up.
  addEventListener('pageshow', event => {
    if (event.persisted) forget()
  })
  if (text.value.trim() !== '') begin()
  form.addEventListener('submit', hold, { capture: true })

  async function hold(event) {
    // Whatever came of it: it is waited for once.
    if (isWaitedFor) return
    begin()
    if (work === null || event.submitter?.hasAttribute('data-preview')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    form.querySelector('.form-status').textContent = form.dataset.sending
    const patience = new Promise(done => setTimeout(done, patienceMs))
    await Promise.race([work, patience])
    work = null
    isWaitedFor = true
    form.requestSubmit(event.submitter) // all who listen have run when it returns
    isWaitedFor = false
  }

  function forget() {
    begunAt = Number.NEGATIVE_INFINITY
    field.remove()
  }

  function begin() {
    if (performance.now() - begunAt < freshMs) return
    begunAt = performance.now()
    const mine = prove().finally(() => {
      if (work === mine) work = null
    })
    work = mine
  }

  async function prove() {
    try {
      const answer = await fetch(`${new URL(form.action).pathname}/challenge`, { cache: 'no-store' })
      // None is asked for now: an attack may begin while one reads, so that the next key asks again after a minute.
      if (answer.status !== 200) begunAt += askedMs - freshMs
      if (answer.status !== 200) return
      const challenge = await answer.json()
      field.value = JSON.stringify({ challenge, solution: await solve(challenge.parameters) })
      form.append(field)
    } catch {
      forget() // no network: the next key that is pressed tries again
    }
  }
}

/** Tries one number after the other, each in the browser's own threads, so that nobody feels it. */
async function solve({ algorithm, cost, keyLength, keyPrefix, nonce, salt }) {
  const start = bytesOf(nonce)
  const password = new Uint8Array(start.length + 4)
  password.set(start)
  const number = new DataView(password.buffer)
  const by = {
    name: 'PBKDF2',
    salt: bytesOf(salt),
    iterations: cost,
    hash: algorithm.slice('PBKDF2/'.length),
  }
  for (let counter = 0; ; counter++) {
    number.setUint32(start.length, counter)
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const derivedKey = hexOf(await crypto.subtle.deriveBits(by, key, keyLength * 8))
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey }
  }
}

const bytesOf = hex => Uint8Array.from(hex.match(/../g), byte => Number.parseInt(byte, 16))
const hexOf = buffer =>
  Array.from(new Uint8Array(buffer), byte => byte.toString(16).padStart(2, '0')).join('')
