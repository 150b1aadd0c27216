import type { QueueMessages } from '../en/queue.ts'

/** Simplified Chinese: what a moderator sees around the list of comments. */
const queue: QueueMessages = {
  queue: {
    selectedNow: '已选 # 条',
    clear: '取消选择',
    titleOf: (title, waiting) => `(${waiting}) ${title}`,
    desk: '评论列表',
    rows: '行',
    roomy: '宽松',
    dense: '紧凑',
    keysOn: '单个按键即可操作，例如 a 表示批准',
    keysOff: '不使用单个按键',
    keysNote: '如果您用语音操作电脑，或常常误触按键，请将其关闭。',
    save: '保存',
    keysHint: '用按键更快：{j} 前往下一条评论，{a} 批准评论，{q} 显示所有按键。',
    known: '知道了',
    turnOff: '关闭按键',
    showKeys: '按键',
    toDense: '紧凑显示',
    toRoomy: '宽松显示',
    withKey: (text, key) => `${text}（按键：${key}）`,
    turnOffAt: '您可以在自己的账户中将其关闭。',
    showAll: '显示全文',
    byWhom: (status, name) => `${status}，由 ${name} 操作`,
    openArticle: '阅读文章',
    onlyPost: title => `只看《${title}》的评论`,
    saved: '评论已保存。',
    replied: '您的回复已发布。',
    keptTyped: '在离开本页之前，您输入的内容会一直保留。',
  },
}

export default queue
