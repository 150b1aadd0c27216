import { plural, waits } from '../../formats.ts'
import type { ReportMessages } from '../en/reports.ts'

const minutes = plural('zh-CN', { other: '# 分钟' })
const seconds = plural('zh-CN', { other: '# 秒' })
const waiting = waits(seconds, minutes)

/** Chinese: reports of comments. */
const reports: ReportMessages = {
  reports: {
    waiting: plural('zh-CN', { other: '# 条被举报的评论' }),
    word: '举报',
    link: name => `举报 ${name} 的评论`,
    heading: '举报评论',
    of: name => `${name} 的评论：`,
    why: '这条评论有什么问题？',
    reasons: {
      spam: '垃圾信息或广告',
      insult: '侮辱、威胁或仇恨言论',
      personal: '泄露他人个人信息',
      unlawful: '违反法律',
      other: '其他问题',
    },
    note: '本站的管理者会查看这条评论。他们只会看到原因，不会知道您是谁。',
    send: '提交举报',
    missing: '请选择这条评论的问题。',
    wait: wait => `请等待 ${waiting(wait)}后再次提交举报。`,
    told: plural('zh-CN', { other: '被举报 # 次' }),
    counted: (reason, count) => `${reason}（${count}）`,
    settle: '保持原样',
  },
}

export default reports
