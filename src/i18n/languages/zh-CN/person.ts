import { plural } from '../../formats.ts'
import type { PersonMessages } from '../en/person.ts'

const comments = plural('zh-CN', { other: '# 条评论' })

/** Simplified Chinese: who writes, what is answered often, and how the desk did. */
const person: PersonMessages = {
  person: {
    unknown: '已不再知道这条评论由谁撰写。',
    byName:
      '这条评论没有留下邮箱地址。他人也可能使用同一名称，因此名称和数量只统计此浏览器，也不能添加备注或静音。您可以改为屏蔽此浏览器：',
    names: '使用过的名称',
    since: '首次评论',
    notes: '备注',
    notesNote: '只有审核人员能看到。当事人索取自己的数据时会一并提供，删除其数据时也会一并删除。',
    newNote: '新备注',
    noteMissing: '请写点什么。',
    mute: '静音',
    muteNote: '在此期间此人的所有评论都要等待审核，即使已受信任。',
    mutedForGood: '在您解除之前，此人的评论都要等待审核。',
    mutedUntil: time => `此人的评论在 ${time} 之前都要等待审核。`,
    unmute: '解除静音',
    of: name => `关于 ${name}`,
    hasNotes: '有备注',
    replies: '常用回复',
    repliesNote: '您经常使用的回复：按一下即可填入回复框，并可在那里修改。',
    newReply: '新的常用回复',
    replyName: '名称',
    replyText: '内容',
    replyMissing: '请填写此项。',
    replyChanged: '在您撰写期间，有人修改了这条常用回复。',
    replyKept: '您写的内容保留在下方，但尚未保存。保存后将取代对方的内容。',
    replyNow: '这条回复现在的内容',
    tooManyReplies: '无法保存更多常用回复',
    tooManyRepliesHint: count => `已有 ${count} 条。请先删除一条，再保存保留在下方的内容。`,
    replySaved: '常用回复已保存。',
    replyRemoved: '常用回复已删除。',
    figures: '统计',
    figuresNote: '最近 30 天。',
    noFigures: '最近 30 天内没有人处理过等待中的评论。',
    byReason: '评论等待或归为垃圾的原因',
    byDay: '每天',
    day: '日期',
    came: '收到',
    waited: (count, half, most) =>
      `${comments(count)}等待过人工处理：一半在 ${half}以内，九成在 ${most}以内。`,
  },
}

export default person
