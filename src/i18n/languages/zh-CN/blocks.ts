import { plural } from '../../formats.ts'
import type { BlockMessages } from '../en/blocks.ts'

const comments = plural('zh-CN', { other: '# 条评论' })

/** Simplified Chinese: what is blocked, and for how long. */
const blocks: BlockMessages = {
  blocks: {
    block: '屏蔽',
    blockOf: name => `根据 ${name} 的评论进行屏蔽`,
    blocks: '屏蔽',
    blockWhat: '屏蔽什么',
    blockFor: '屏蔽多久',
    address: '此邮箱地址',
    network: '所在网段',
    ip: '此 IP 地址',
    browser: '此浏览器',
    words: '词语',
    person: '此人的评论',
    caughtNone: '过去 30 天内不会拦下其他评论',
    caught: (all, approved) =>
      `过去 30 天内会拦下 ${comments(all)}；${approved === 0 ? '其中没有已批准的' : `其中 ${approved} 条已批准`}`,
    hour: '一小时',
    week: '一周',
    good: '永久',
    tryWords: '看看会拦下什么',
    blockNote: '来自那里的评论会被归入垃圾；正在等待的评论会立即重新判断。工作人员不会被屏蔽。',
    blocked: count => `已屏蔽。等待中的评论有 ${comments(count)}被归入垃圾。`,
    lifted: '已解除。曾被它归类的评论会重新判断，今后的评论不再受其影响。',
    noBlocks: '没有任何屏蔽。',
    lift: '解除',
    liftOf: what => `解除：${what}`,
    untilTime: time => `至 ${time}`,
    forGood: '永久',
    madeBy: (name, time) => `${name}，${time}`,
    wordsHint: '读者看到的词语；末尾的 * 代表任意结尾。',
    noWords: '请输入词语。',
    nothingToBlock: '已不再知道这条评论来自何处：只能屏蔽词语。',
    blocksNote: discussion => `根据评论添加的屏蔽。永久有效的网段、地址和词语也可以在“${discussion}”中列出。`,
  },
}

export default blocks
