import type { PresenceMessages } from '../en/presence.ts'

/** Simplified Chinese: who is there beside one, and who may look on. */
const presence: PresenceMessages = {
  presence: {
    others: names => `${names} 也在编辑这篇文章。后保存的人会看到两份文字。`,
    self: '您在另一个窗口中也打开了这篇文章。',
    previewLink: {
      nav: '预览链接',
      heading: '草稿的链接',
      note: '拿到链接的人无需账户就能看到文章的最新内容，直到您将其撤销。不显示评论，也不会被搜索引擎收录。',
      none: '还没有链接。',
      since: time => `${time} 创建了一个链接。它无法再次显示，如果丢失，请重新创建。`,
      made: '链接',
      once: '请现在复制：它只显示这一次。',
      make: '创建链接',
      again: '重新创建链接',
      revoke: '撤销链接',
      shown: '预览：您通过预览链接看到的是这篇文章的最新内容。',
    },
  },
}

export default presence
