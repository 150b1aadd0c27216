import type { QueueMessages } from '../en/queue.ts'

/** Japanese: what a moderator sees around the list of comments. */
const queue: QueueMessages = {
  queue: {
    selectedNow: '#件を選択中',
    clear: '選択を解除',
    titleOf: (title, waiting) => `(${waiting}) ${title}`,
  },
}

export default queue
