import { plural } from '../../formats.ts'
import type { ToldMessages } from '../en/told.ts'

/** Japanese: what is said to the second of two who change one comment. */
const told: ToldMessages = {
  told: {
    changedMeanwhile: '入力中に、ほかの人がこのコメントを変更しました。',
    notSaved:
      '入力した文章は下に残っていますが、保存されていません。保存すると、現在の内容が置き換えられます。',
    saysNow: '現在のコメントの内容',
    replyKept: '返信は下に残っていますが、送信されていません。承認も行われていません。',
    ownChanged: '入力中に、あなたのコメントが変更されました。',
    nothingDeleted: '削除されていません。ほかの人がこのコメントを変更しました。',
    leftAlone: plural('ja', { other: 'コメント #件はそのままです。その間にほかの人が変更しました。' }),
    gone: plural('ja', { other: 'コメント #件はもうありません。本人またはほかの人が削除しました。' }),
    undoAll: 'すべて元に戻す',
    byImport: 'インポート',
  },
}

export default told
