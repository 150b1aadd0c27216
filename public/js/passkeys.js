// Makes and shows passkeys, which only a script can ask a browser for. Everything else on these pages works without.
if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll('form[data-passkey]')) askOnSubmit(form)
  for (const note of document.querySelectorAll('[data-no-passkeys]')) note.hidden = true
}

/** Sends a form once the browser has put a passkey, or the signature of one, into it. */
function askOnSubmit(form) {
  const button = form.querySelector('button')
  const status = form.querySelector('.form-status')
  form.hidden = false

  form.addEventListener('submit', async event => {
    event.preventDefault()
    button.disabled = true
    status.textContent = ''
    try {
      const { error, options } = await challengeOf(form)
      if (options) {
        form.elements.namedItem('credential').value = JSON.stringify(await credentialFor(form, options))
        form.submit()
        return
      }
      status.textContent = error
    } catch {
      // Somebody changed their mind, has none, or has this one already: no browser says which.
      status.textContent = form.dataset.failed
    }
    button.disabled = false
  })

  // The back button leads to a page as it was left: with the button off.
  addEventListener('pageshow', () => {
    button.disabled = false
  })
}

async function challengeOf(form) {
  const answer = await fetch(form.dataset.challenge, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
  })
  const json = await answer.json()
  return answer.ok ? { options: json } : { error: json.error ?? form.dataset.failed }
}

async function credentialFor(form, json) {
  const credential =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json),
        })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) })
  return credential.toJSON()
}
