import type { QueueMessages } from '../en/queue.ts'

/** German: what a moderator sees around the list of comments. */
const queue: QueueMessages = {
  queue: {
    selectedNow: '# ausgewählt',
    clear: 'Auswahl aufheben',
    titleOf: (title, waiting) => `(${waiting}) ${title}`,
  },
}

export default queue
