/**
 * What a row or a form says when nothing came of what was sent: whoever was signed out meanwhile was led to the sign-in,
 * and goes there in another window, so that what is typed here stays.
 */
export function failureNote({ dataset }, response) {
  const note = document.createElement('p')
  note.className = 'queued-failed'
  note.role = 'alert'
  const isSignedOut = response?.redirected && new URL(response.url).pathname === dataset.signIn
  if (isSignedOut) note.append(signInLink(dataset))
  else note.textContent = dataset.failed
  return note
}

function signInLink({ signIn, signedOut }) {
  const link = document.createElement('a')
  link.href = signIn
  link.target = '_blank'
  link.textContent = signedOut
  return link
}
