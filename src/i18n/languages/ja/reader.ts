import { numbers, plural, waits } from '../../formats.ts'
import type { ReaderMessages } from '../en/reader.ts'

const number = numbers('ja')
const comments = plural('ja', { other: 'コメント #件' })
const replies = plural('ja', { other: 'ほか #件の返信' })
const minutes = plural('ja', { other: '#分' })
const seconds = plural('ja', { other: '#秒' })
const waiting = waits(seconds, minutes)
const characters = plural('ja', { other: '#文字' })

/** Japanese: what readers see. */
const reader: ReaderMessages = {
  name: '日本語',
  number,
  titleOf: (page, site) => `${page} – ${site}`,

  site: {
    navigation: 'ナビゲーション',
    skipToContent: '本文へ移動',
    skipToComments: 'コメントへ移動',
    poweredBy: 'Afterword で公開しています',
    language: '言語',
    theme: '表示',
    themes: { system: '端末に合わせる', light: 'ライト', dark: 'ダーク' },
    savePreferences: '保存',
    preferences: '言語と表示',
  },

  posts: {
    newer: '新しい記事',
    older: '古い記事',
    pages: '記事のページ',
    none: 'まだ記事がありません。',
    noneHint: '管理者は「afterword import markdown」で記事を取り込めます。',
    tagged: tag => `「${tag}」の記事`,
    tags: 'タグ',
    published: '公開日',
    updated: date => `${date}更新`,
    latest: '最新の記事',
    all: 'すべての記事',
    commentCount: comments,
  },

  comments: {
    heading: 'コメント',
    count: comments,
    none: 'まだコメントがありません。最初のコメントをどうぞ。',
    noneClosed: 'コメントはありません。',
    says: 'さん：',
    permalink: (name, time) => `${name}さんのコメント（${time}）`,
    anonymous: '匿名',
    reply: '返信',
    replyTo: name => `${name}さんに返信`,
    answering: name => `${name}さんへの返信`,
    staff: '運営者',
    edited: time => `${time}に編集`,
    pending: 'コメントは承認待ちです。',
    pendingHint: '承認されるまで、このブラウザーでご本人だけに表示されます。',
    gone: 'このコメントは削除されました。',
    older: '古いコメント',
    newer: '新しいコメント',
    pages: 'コメントのページ',
    moreReplies: replies,
    wholeThread: 'この会話',
    backToArticle: '記事とすべてのコメントに戻る',
    closed: 'コメントの受付は終了しました。',
    edit: '編集',
    withdraw: '取り下げ',
    loading: '読み込んでいます…',
  },

  form: {
    heading: 'コメントを書く',
    cancelReply: '返信をやめる',
    emailNote: 'メールアドレスが公開されることはありません。',
    requiredNote: '* が付いている欄は必須です',
    required: '必須',
    comment: 'コメント',
    name: '名前',
    email: 'メールアドレス',
    website: 'ウェブサイト',
    remember: '次回のコメントで使うため、名前、メールアドレス、ウェブサイトをこのブラウザーに保存する。',
    submit: 'コメントを投稿',
    signedIn: name => `${name}さんとして投稿します。`,
    preview: 'プレビュー',
    previewHeading: 'プレビュー',
    previewNote: 'コメントはこのように表示されます。まだ投稿されていません。',
    previewEmpty: 'まず何か入力してください。プレビューできるようになります。',
    previewFailed: 'プレビューを読み込めませんでした。入力した内容は残っています。もう一度お試しください。',
    syntax: '*強調*、**太字**、`コード`、> 引用、- リスト、[リンク](https://…) が使えます。',
    sending: '投稿しています…',
    errorSummary: plural('ja', { other: '#か所を直してください。' }),
    errorTitle: title => `エラー：${title}`,
    errors: {
      comment: {
        missing: 'コメントを入力してください。',
        tooLong: limit => `コメントが${characters(limit)}を超えています。短くしてください。`,
        strangeCharacters:
          'コメントに見えない文字や読み取れない文字があります。取り除くか、入力し直してください。',
        piledMarks:
          'コメントに、1文字に16個を超える記号（アクセントなど）が付いた文字があります。記号を減らしてください。',
      },
      name: {
        missing: '名前を入力してください。',
        tooLong: limit => `名前が${characters(limit)}を超えています。短くしてください。`,
        strangeCharacters: '名前に見えない文字や読み取れない文字があります。入力し直してください。',
        piledMarks:
          '名前に、1文字に16個を超える記号（アクセントなど）が付いた文字があります。記号を減らしてください。',
        holdsAddress:
          '名前にメールアドレスが含まれています。名前は公開されますので、アドレスを含まない名前にしてください。',
      },
      email: {
        missing: 'メールアドレスを入力してください。',
        tooLong: limit => `メールアドレスが${characters(limit)}を超えています。`,
        notAnEmail: 'name@example.com のような、正しいメールアドレスを入力してください。',
      },
      website: {
        tooLong: limit => `ウェブサイトのアドレスが${characters(limit)}を超えています。`,
        strangeCharacters:
          'ウェブサイトのアドレスに見えない文字や読み取れない文字があります。入力し直してください。',
        piledMarks:
          'ウェブサイトのアドレスに、1文字に16個を超える記号（アクセントなど）が付いた文字があります。記号を減らしてください。',
        notAWebsite: 'https://example.com のように、ウェブサイトのアドレス全体を入力してください。',
        holdsUser:
          'ウェブサイトのアドレスの @ の前にユーザー名が含まれています。ウェブサイトは公開されますので、取り除いてください。',
        holdsAddress:
          'ウェブサイトにメールアドレスが含まれています。ウェブサイトは公開されますので、取り除いてください。',
      },
    },
  },

  edit: {
    heading: 'コメントの編集',
    timeLeft: left => `あと${minutes(left)}、コメントを直したり取り下げたりできます。`,
    save: '変更を保存',
    cancel: 'キャンセル',
    withdrawHeading: 'コメントの取り下げ',
    withdrawNote: 'コメントの内容と名前は完全に消去されます。返信は残ります。',
    withdraw: 'コメントを取り下げる',
    tooLate: 'このコメントはもう変更できません。',
    tooLateHint: limit =>
      `コメントを変更できるのは、投稿から${minutes(limit)}以内に、投稿したブラウザーからだけです。削除が必要なときは、サイトの運営者にご連絡ください。`,
  },

  refusals: {
    closed: 'この記事のコメントの受付は終了しました。',
    closedHint: 'コメントは投稿されませんでした。入力した内容は下にありますので、コピーできます。',
    conversationClosed: 'この会話は締め切られました。',
    conversationClosedHint:
      '返信は投稿されませんでした。入力した内容は下にありますので、新しいコメントとして投稿できます。',
    parentNotPublic: '返信先のコメントは表示できません。',
    parentNotPublicHint:
      'コメントは投稿されませんでした。新しいコメントとして投稿できます。入力した内容は下にあります。',
    tooFast: 'コメントの間隔が短すぎます。',
    tooFastHint: wait =>
      `コメントは投稿されませんでした。${waiting(wait)}待ってから、もう一度投稿してください。入力した内容は下にあります。`,
    tooLarge: '一度に投稿できる量を超えています。',
    tooLargeHint: limit =>
      `コメントは投稿されませんでした。${characters(limit)}以内に短くしてください。入力した内容は下にあります。`,
    noSuchPost: '記事が見つかりません。',
    noSuchPostHint:
      '移動または削除された可能性があります。コメントは投稿されませんでした。入力した内容は下にありますので、コピーできます。',
    yourText: '入力した内容',
    unavailable: 'ただいまコメントを保存できません。',
    unavailableHint:
      '投稿されませんでした。しばらくしてから、もう一度投稿してください。入力した内容は下にあります。',
  },

  problems: {
    badRequest: 'リクエストが正しくありません。',
    badRequestHint: '前のページに戻って再読み込みし、もう一度お試しください。',
    forbidden: 'その操作は許可されていません。',
    foreignOrigin: 'このフォームは別のサイトから送信されました。',
    foreignOriginHint:
      '安全のため受け付けず、何も保存していません。このサイトで記事を開き、そこから投稿してください。',
    notFound: 'ページが見つかりません。',
    notFoundHint: '移動または削除された可能性があります。',
    latest: '最新の記事はこちらです。',
    tooLarge: '大きすぎます。',
    tooLargeHint:
      '何も保存されていません。前のページに戻ると、ブラウザーに文章が残っています。短くして、もう一度お試しください。',
    unavailable: '一時的にご利用いただけません。',
    unavailableHint: 'データベースに接続できません。しばらくしてから、もう一度お試しください。',
    filesAwayHint: 'このファイルは今読み込めません。しばらくしてから、もう一度お試しください。',
    failed: 'サーバーで問題が起きました。',
    failedHint: id => `エラーを記録しました。繰り返し起きるときは、この番号を運営者にお伝えください：${id}`,
    unsaved: 'ただいま保存できません。',
    unsavedHint: '入力した内容は下にあります。しばらくしてから、もう一度送信してください。',
    sendAgain: 'もう一度送信',
    home: 'トップページへ',
  },
}

export default reader
