import type { ConversationMessages } from '../en/conversation.ts'

/** Chinese: the conversation under an article. */
const conversation: ConversationMessages = {
  conversation: {
    order: '评论排序',
    oldest: '最早在前',
    newest: '最新在前',
    received: '已收到您的评论。',
    unseen: '您的浏览器不保存 Cookie，因此在获得批准之前，页面无法向您显示它。',
    posted: '您的评论已发表。',
    edited: '您的修改已保存。',
    withdrawn: '您的评论已撤回：内容和名称均已删除。',
    begun: name => `由 ${name} 发起的对话`,
    begunOn: (name, title) => `《${title}》下由 ${name} 发起的对话`,
    news: { one: '# 条新评论', other: '# 条新评论' },
    reported: '谢谢。本站的管理者会查看这条评论。',
    pinned: '置顶',
    closed: '已停止回复',
    ofItsOwn: '您在这里写下的内容将作为新评论发表。',
    mark: {
      pinned: '置顶',
      unpinned: '取消置顶',
      closed: '关闭对话',
      reopened: '重新开放对话',
    },
    marked: {
      pinned: '评论已置顶',
      unpinned: '评论已取消置顶',
      closed: '对话已关闭',
      reopened: '对话已重新开放',
    },
    pinnedFull: '本文已有三条置顶评论，请先取消其中一条。',
  },
}

export default conversation
