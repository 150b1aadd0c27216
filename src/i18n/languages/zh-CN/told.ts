import { plural } from '../../formats.ts'
import type { ToldMessages } from '../en/told.ts'

/** Simplified Chinese: what is said to the second of two who change one comment. */
const told: ToldMessages = {
  told: {
    changedMeanwhile: '在您撰写期间，有人修改了这条评论。',
    notSaved: '您写的内容保留在下方，但尚未保存。保存后将取代评论现在的内容。',
    saysNow: '评论现在的内容',
    replyKept: '您的回复保留在下方，但尚未发送，评论也未被批准。',
    ownChanged: '在您撰写期间，您的评论被修改了。',
    nothingDeleted: '没有删除任何内容：这条评论刚刚被人修改过。',
    leftAlone: plural('zh-CN', { other: '# 条评论保持不变：期间有人修改过。' }),
    gone: plural('zh-CN', { other: '# 条评论已不存在：已被作者或其他人删除。' }),
    undoAll: '全部撤销',
    byImport: '导入',
  },
}

export default told
