/** English: what scripts say on a page. Every other language has its keys. */
const browser = {
  browser: {
    draftRestored: 'Draft restored',
    draftDiscard: 'Discard',
    notDecided:
      'This could not be saved: the comment is as it was. Try again; if that fails, reload the page.',
    signedOut: 'You are signed out, and the comment is as it was: sign in in another window, then try again.',
  },
}

export type BrowserMessages = typeof browser
export default browser
