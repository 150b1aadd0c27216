import type { QueueMessages } from '../en/queue.ts'

/** Japanese: what a moderator sees around the list of comments. */
const queue: QueueMessages = {
  queue: {
    selectedNow: '#件を選択中',
    clear: '選択を解除',
    titleOf: (title, waiting) => `(${waiting}) ${title}`,
    desk: 'コメントの一覧',
    rows: '行',
    roomy: 'ゆったり',
    dense: '密',
    keysOn: '1つのキーで操作する（例：aで承認）',
    keysOff: '1つのキーでは操作しない',
    keysNote: '音声でコンピューターを操作する方や、キーに誤って触れることが多い方はオフにしてください。',
    save: '保存',
    keysHint: 'キーを使うと早くなります：{j}で次のコメントへ、{a}で承認、{q}ですべてのキーを表示します。',
    known: 'わかりました',
    turnOff: 'キーをオフにする',
    nothingToUndo: 'このページに元に戻せる操作はありません。すべての決定は履歴にあります。',
    showKeys: 'キー',
    toDense: '行を密にする',
    toRoomy: '行をゆったりさせる',
    withKey: (text, key) => `${text}（キー：${key}）`,
    turnOffAt: 'ご自分のアカウントでオフにできます。',
    showAll: 'すべて表示',
    byWhom: (status, name) => `${status}（${name}）`,
    openArticle: '記事を読む',
    onlyPost: title => `「${title}」へのコメントだけ`,
    saved: 'コメントを保存しました。',
    replied: '返信を公開しました。',
    keptTyped: '入力した内容は、このページを離れるまで残ります。',
    filters: '絞り込み',
    takeOff: filter => `外す：${filter}`,
    quoted: words => `「${words}」`,
    byPerson: name => `${name}さんと、その別の名前`,
    fromNetwork: network => `${network}から`,
    since: day => `${day}から`,
    until: day => `${day}まで`,
    notTrusted: (approved, needed) =>
      `まだ信頼されていません：このブラウザーからの承認は${needed}件中${approved}件`,
    noMark: 'まだ信頼されていません：このブラウザーには見分けるためのCookieがありません',
    whatChanged: '変更点',
  },
}

export default queue
