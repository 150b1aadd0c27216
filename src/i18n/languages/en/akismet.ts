/** English: the key for Akismet. Every other language has its keys. */
const akismet = {
  akismet: {
    key: 'Your key for Akismet',
    keyHelp: 'From akismet.com. It is stored encrypted and not shown again.',
    keyKept: 'A key is stored; it is not shown. Type another to replace it.',
    forget: 'Forget the stored key',
    missing: 'Akismet can’t be asked without a key.',
    malformed: 'This is not a key: they are letters and digits.',
  },
}

export default akismet
