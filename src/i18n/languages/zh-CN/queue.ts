import type { QueueMessages } from '../en/queue.ts'

/** Simplified Chinese: what a moderator sees around the list of comments. */
const queue: QueueMessages = {
  queue: {
    selectedNow: '已选 # 条',
    clear: '取消选择',
    titleOf: (title, waiting) => `(${waiting}) ${title}`,
  },
}

export default queue
