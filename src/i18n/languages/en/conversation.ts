/** English: the conversation under an article. Every other language has its keys. */
const conversation = {
  conversation: {
    order: 'Order of comments',
    oldest: 'Oldest first',
    newest: 'Newest first',
    received: 'Your comment has been received.',
    unseen: 'Your browser keeps no cookies, so its page can’t show it to you until it is approved.',
    posted: 'Your comment has been posted.',
    edited: 'Your changes have been saved.',
    withdrawn: 'Your comment has been withdrawn: its text and your name are deleted.',
    /** One long conversation, by who spoke first; and on which article. */
    begun: (name: string) => `Conversation begun by ${name}`,
    begunOn: (name: string, title: string) => `Conversation begun by ${name} on “${title}”`,
    /** Said by a script, which puts the number where `#` is. */
    news: { one: '# new comment', other: '# new comments' },
    reported: 'Thank you. The people who run this blog will look at this comment.',
    pinned: 'Pinned',
    closed: 'Closed to replies',
    ofItsOwn: 'What you write here is a comment of its own.',
    mark: {
      pinned: 'Pin',
      unpinned: 'Unpin',
      closed: 'Close conversation',
      reopened: 'Reopen conversation',
    },
    marked: {
      pinned: 'Comment pinned',
      unpinned: 'Comment no longer pinned',
      closed: 'Conversation closed',
      reopened: 'Conversation reopened',
    },
    pinnedFull: 'Three comments are pinned under this article already. Unpin one of them first.',
  },
}

export type ConversationMessages = typeof conversation

export default conversation
