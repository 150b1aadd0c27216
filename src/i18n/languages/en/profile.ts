/** English: how readers know who writes. Every other language has its keys. */
const profile = {
  profile: {
    heading: 'Profile',
    note: 'What readers see of you under your articles. Your name stands at what you do here, too.',
    name: 'Name',
    line: 'About you, in a line',
    lineHint: 'May be empty.',
    links: 'Links',
    linksHint: 'Whole addresses, one per line, such as https://example.org/.',
    save: 'Save profile',
    picture: 'Picture',
    pictureOf: 'Your picture',
    pictureSend: 'Use this picture',
    pictureRemove: 'Remove picture',
    problems: {
      missing: 'Please enter your name.',
      long: 'That is too long.',
      many: 'At most 10 links, each of at most 500 characters.',
      strange: 'There are invisible or unreadable characters in it. Please type it again.',
      address:
        'One of these is not the whole address of a page, such as https://example.org/, or has a user name in it.',
    },
    address: 'Email address',
    newAddress: 'New email address',
    addressNote: 'You sign in with it. Readers never see it.',
    addressQuestion: 'Sign in with another address?',
    addressChange: 'Change address',
  },
}

export type ProfileMessages = typeof profile

export default profile
