const retryMs = [1000, 2000, 4000, 8000, 15_000]
/** Files that this page is sending: with it they would end. */
let underWay = 0
addEventListener('beforeunload', event => {
  if (underWay > 0) event.preventDefault()
})

/**
 * Sends a file in parts, so that a break costs one part: it goes on by itself. `tell` hears of how far it has come,
 * from 0 to 1, and of 'waiting' and 'making'. Returns `{ page, address, markdown }`; throws an Error with the server's
 * sentence when the file is refused, and an AbortError when the signal says so.
 */
export async function sendFile(uploads, file, tell, signal) {
  underWay++
  try {
    return await send(uploads, file, tell, signal)
  } finally {
    underWay--
  }
}

async function send(uploads, file, tell, signal) {
  const { id, partBytes } = await ask(
    uploads,
    new URLSearchParams({ name: file.name, bytes: String(file.size) }),
  )
  const parts = Math.ceil(file.size / partBytes)
  for (let part = 0; part < parts; part++) {
    await ask(`${uploads}/${id}/parts/${part}`, file.slice(part * partBytes, (part + 1) * partBytes))
    tell((part + 1) / parts)
  }
  tell('making')
  return ask(`${uploads}/${id}/end`, '')

  async function ask(address, body) {
    for (let tries = 0; ; tries++) {
      const answer = await fetch(address, {
        method: 'POST',
        body,
        signal,
        headers: { accept: 'application/json' },
      }).catch(error => {
        if (signal?.aborted) throw error
        return null
      })
      if (answer?.ok) return answer.status === 204 ? null : answer.json()
      if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 408) {
        const { error } = await answer.json().catch(() => ({}))
        throw new Error(error ?? `${answer.status}`)
      }
      tell('waiting')
      await new Promise(resolve => setTimeout(resolve, retryMs[Math.min(tries, retryMs.length - 1)]))
      signal?.throwIfAborted()
    }
  }
}

/** Uploads what is chosen in the library's form, or dropped on its page, several at once. */
export function uploadToLibrary(form) {
  const { uploads, uploading, making, waiting, cancel, failed } = form.dataset
  const input = form.querySelector('input[type="file"]')
  const list = form.querySelector('.upload-list')
  const { lang } = document.documentElement
  const percent = new Intl.NumberFormat(lang, { style: 'percent' })
  input.multiple = true
  form.querySelector('.upload-drop').hidden = false

  form.addEventListener('submit', event => {
    event.preventDefault()
    const files = [...input.files]
    input.value = ''
    void sendAll(files)
  })
  document.addEventListener('dragover', event => {
    if ([...event.dataTransfer.types].includes('Files')) event.preventDefault()
  })
  document.addEventListener('drop', event => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void sendAll([...event.dataTransfer.files])
  })

  async function sendAll(files) {
    const sent = await Promise.all(files.map(send))
    // What could not be taken stays to be read.
    const last = sent.find(Boolean)
    if (last && sent.every(Boolean) && underWay === 0)
      location.assign(files.length === 1 ? last.page : location.href)
  }

  async function send(file) {
    const stop = new AbortController()
    const item = document.createElement('p')
    const name = Object.assign(document.createElement('bdi'), { textContent: file.name })
    const progress = Object.assign(document.createElement('progress'), { max: 1, value: 0 })
    progress.setAttribute('aria-label', `${uploading}: ${file.name}`)
    const state = Object.assign(document.createElement('span'), { className: 'hint' })
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'quiet-button',
      textContent: cancel,
    })
    button.addEventListener('click', () => stop.abort())
    item.append(name, progress, state, button)
    list.append(item)
    try {
      const done = await sendFile(uploads, file, tell, stop.signal)
      button.remove()
      return done
    } catch (error) {
      if (stop.signal.aborted) item.remove()
      else {
        state.className = 'field-error'
        state.textContent = error instanceof Error && error.message ? error.message : failed
        progress.remove()
        button.remove()
      }
      return null
    }

    function tell(what) {
      if (typeof what === 'number') progress.value = what
      state.textContent =
        what === 'making'
          ? making
          : what === 'waiting'
            ? waiting
            : percent.format(Math.floor(what * 100) / 100)
    }
  }
}
