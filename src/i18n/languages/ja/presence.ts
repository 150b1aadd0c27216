import type { PresenceMessages } from '../en/presence.ts'

/** Japanese: who is there beside one, and who may look on. */
const presence: PresenceMessages = {
  presence: {
    others: names => `${names}もこの記事を開いています。後から保存した人には両方の文章が表示されます。`,
    self: 'この記事を別のウィンドウでも開いています。',
    previewLink: {
      nav: 'プレビュー用リンク',
      heading: '下書きへのリンク',
      note: 'リンクを知っている人は、取り消されるまで、アカウントなしで最新の内容を見られます。コメントは表示されず、検索エンジンにも載りません。',
      none: 'リンクはありません。',
      since: time =>
        `${time}に作られたリンクがあります。もう一度表示することはできません。わからなくなったときは作り直してください。`,
      made: 'リンク',
      once: '今コピーしてください。表示されるのは一度だけです。',
      make: 'リンクを作る',
      again: 'リンクを作り直す',
      revoke: 'リンクを取り消す',
      shown: 'プレビュー：プレビュー用リンクにより、この記事の最新の内容が表示されています。',
    },
  },
}

export default presence
