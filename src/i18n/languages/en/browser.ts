/** English: what scripts say on a page. Every other language has its keys. */
const browser = {
  browser: {
    draftRestored: 'Draft restored',
    draftDiscard: 'Discard',
    notDecided:
      'This could not be saved: the comment is as it was. Try again; if that fails, reload the page.',
  },
}

export type BrowserMessages = typeof browser
export default browser
