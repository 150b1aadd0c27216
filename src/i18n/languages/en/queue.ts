/** English: what a moderator sees around the list of comments. Every other language has its keys. */
const queue = {
  queue: {
    /** The number stands where it has `#`. */
    selectedNow: '# selected',
    clear: 'Clear selection',
    titleOf: (title: string, waiting: string) => `(${waiting}) ${title}`,
  },
}

export type QueueMessages = typeof queue

export default queue
