import { plural } from '../../formats.ts'
import type { PersonMessages } from '../en/person.ts'

const comments = plural('ja', { other: '#件のコメント' })

/** Japanese: who writes, what is answered often, and how the desk did. */
const person: PersonMessages = {
  person: {
    unknown: 'このコメントを誰が書いたかはもうわかりません。',
    byName:
      'このコメントにはメールアドレスがありません。同じ名前はほかの人も使えるため、名前と件数はこのブラウザーのものだけで、メモやミュートはできません。代わりにブラウザーをブロックできます：',
    names: '使った名前',
    since: '最初のコメント',
    notes: 'メモ',
    notesNote:
      'モデレーターだけに見えます。本人がデータを請求したときは渡され、データが消去されると一緒に消えます。',
    newNote: '新しいメモ',
    noteMissing: '何か書いてください。',
    mute: 'ミュート',
    muteNote: 'その間、信頼されている人でも、すべてのコメントが承認待ちになります。',
    mutedForGood: '解除するまで、この人のコメントは承認待ちになります。',
    mutedUntil: time => `${time}まで、この人のコメントは承認待ちになります。`,
    unmute: 'ミュートを解除',
    of: name => `${name}さんについて`,
    hasNotes: 'メモあり',
    replies: '定型の返信',
    repliesNote: 'よく使う返信です。返信欄に一度で入れられ、そこで書き換えられます。',
    newReply: '新しい定型の返信',
    replyName: '名前',
    replyText: '本文',
    replyMissing: '入力してください。',
    replyChanged: '入力中に、ほかの人がこの定型の返信を変更しました。',
    replyKept:
      '入力した文章は下に残っていますが、保存されていません。保存すると、相手の文章が置き換えられます。',
    replyNow: '現在の返信の内容',
    tooManyReplies: 'これ以上、定型の返信を保存できません',
    tooManyRepliesHint: count =>
      `すでに${count}件あります。どれかを削除してから、下に残っている返信を保存してください。`,
    replySaved: '定型の返信を保存しました。',
    replyRemoved: '定型の返信を削除しました。',
    figures: '統計',
    figuresNote: '過去30日間。',
    noFigures: '過去30日間、承認待ちのコメントは処理されていません。',
    byReason: '待った、またはスパムになった理由',
    byDay: '日ごと',
    day: '日',
    came: '受信',
    waited: (count, half, most) =>
      `${comments(count)}が人の判断を待ちました。半数は${half}以内、9割は${most}以内です。`,
  },
}

export default person
