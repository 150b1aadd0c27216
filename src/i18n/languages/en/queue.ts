/** English: what a moderator sees around the list of comments. Every other language has its keys. */
const queue = {
  queue: {
    /** The number stands where it has `#`. */
    selectedNow: '# selected',
    clear: 'Clear selection',
    titleOf: (title: string, waiting: string) => `(${waiting}) ${title}`,
    desk: 'The list of comments',
    rows: 'Rows',
    roomy: 'Roomy',
    dense: 'Dense',
    keysOn: 'Single keys decide, such as a for approve',
    keysOff: 'No single keys',
    keysNote: 'If you speak to your computer, or often hit keys by accident, turn them off.',
    save: 'Save',
    keysHint: 'Keys are quicker here: {j} goes to the next comment, {a} approves it, {q} shows all keys.',
    known: 'Got it',
    turnOff: 'Turn keys off',
    nothingToUndo: 'Nothing on this page to undo. The log has every decision.',
    showKeys: 'Keys',
    toDense: 'Dense rows',
    toRoomy: 'Roomy rows',
    withKey: (text: string, key: string) => `${text} (key: ${key})`,
    turnOffAt: 'You can turn them off under your account.',
    showAll: 'Show all of it',
    byWhom: (status: string, name: string) => `${status}, by ${name}`,
    openArticle: 'Read the article',
    onlyPost: (title: string) => `Only comments on ${title}`,
    saved: 'The comment is saved.',
    replied: 'Your reply is published.',
    keptTyped: 'What you typed is kept until you leave this page.',
    filters: 'Filters',
    takeOff: (filter: string) => `Take off: ${filter}`,
    quoted: (words: string) => `“${words}”`,
    byPerson: (name: string) => `by ${name} and their other names`,
    fromNetwork: (network: string) => `from ${network}`,
    since: (day: string) => `from ${day}`,
    until: (day: string) => `until ${day}`,
    notTrusted: (approved: string, needed: string) =>
      `not trusted yet: from this browser ${approved} of ${needed} approved`,
    noMark: 'not trusted yet: this browser keeps no cookie to be known by',
    whatChanged: 'What changed',
  },
}

export type QueueMessages = typeof queue

export default queue
