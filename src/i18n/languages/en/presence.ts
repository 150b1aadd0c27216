/** English: who is there beside one, and who may look on. Every other language has its keys. */
const presence = {
  presence: {
    others: (names: string) => `Also here: ${names}. Whoever saves second is shown both texts.`,
    self: 'You have this article open in another window.',
    previewLink: {
      nav: 'Preview link',
      heading: 'A link to the draft',
      note: 'Whoever has it sees the article as it was written last, without an account, until you revoke it. Comments are not shown, and search engines are kept out.',
      none: 'There is no link.',
      since: (time: string) =>
        `There is a link since ${time}. It can’t be shown again: make a new one if you have lost it.`,
      made: 'The link',
      once: 'Copy it now: it is shown only once.',
      make: 'Make a link',
      again: 'Make a new link',
      revoke: 'Revoke the link',
      shown: 'A preview: this article is shown to you by a preview link, as it was written last.',
    },
  },
}

export type PresenceMessages = typeof presence

export default presence
