import { plural, waits } from '../../formats.ts'
import type { ReportMessages } from '../en/reports.ts'

const minutes = plural('ja', { other: '#分' })
const seconds = plural('ja', { other: '#秒' })
const waiting = waits(seconds, minutes)

/** Japanese: reports of comments. */
const reports: ReportMessages = {
  reports: {
    waiting: plural('ja', { other: '報告されたコメント #件' }),
    word: '報告',
    link: name => `${name}さんのコメントを報告`,
    heading: 'コメントを報告',
    of: name => `${name}さんのコメント：`,
    why: 'どのような問題がありますか？',
    reasons: {
      spam: 'スパム・宣伝',
      insult: '侮辱・脅迫・憎悪',
      personal: '個人情報の掲載',
      unlawful: '法律に反する内容',
      other: 'その他',
    },
    note: 'このブログの運営者が確認します。運営者に伝わるのは理由だけで、どなたからの報告かは伝わりません。',
    send: '報告を送る',
    missing: '問題の内容を選んでください。',
    wait: wait => `${waiting(wait)}待ってから、もう一度報告を送ってください。`,
    told: plural('ja', { other: '#件の報告' }),
    counted: (reason, count) => `${reason}（${count}）`,
    settle: 'このままにする',
  },
}

export default reports
