import { plural } from '../../formats.ts'
import type { AttackMessages } from '../en/attack.ts'

/** Simplified Chinese: far more comments than ever. */
const attack: AttackMessages = {
  attack: {
    heading: '评论远多于平常',
    counts: (came, allowed) =>
      `最近一小时内，尚未获得信任的人发来了 ${came} 条评论；在本站，不超过 ${allowed} 条属于正常。`,
    waits: '无论您的规则如何，新评论都会等待审核；受信任的人不受影响。平息后会自动结束。',
    over: '评论数量已恢复正常',
    dismissed: '大量评论来自读者',
    dismissedNote: '您已认定这些是读者：评论不会因为数量多而等待审核。',
    options: '您可以做什么',
    steps: {
      hold: '让所有评论等待审核',
      proof: '要求浏览器完成工作量证明',
      close: '关闭评论一小时',
      readers: '这些是读者',
    },
    on: {
      hold: '所有评论都在等待审核。',
      proof: '正在要求浏览器完成工作量证明。',
      close: '评论已关闭。',
    },
    holdCost: plural('zh-CN', { other: '受信任的人也要等待。最近 30 天有 # 条评论是直接显示的。' }),
    proofCost:
      '完成计算的人不会因为评论太多而等待。读者书写时，其浏览器会计算约一秒。未启用脚本的人仍需等待。',
    closeCost: plural('zh-CN', {
      other: '任何人都不能评论，包括受信任的人；正在书写的人会拿回自己的文字。最近 30 天通过了 # 条评论。',
    }),
    readersCost: '例如有知名人士链接到您的博客。此后到来的评论仅按您的规则判断；已在等待的由您决定。',
    until: time => `直至 ${time}。`,
    untilItEnds: '直至平息。',
    takeBack: '撤销',
  },
}

export default attack
