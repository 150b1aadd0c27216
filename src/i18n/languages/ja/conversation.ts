import type { ConversationMessages } from '../en/conversation.ts'

/** Japanese: the conversation under an article. */
const conversation: ConversationMessages = {
  conversation: {
    order: 'コメントの並び順',
    oldest: '古い順',
    newest: '新しい順',
    received: 'コメントを受け付けました。',
    unseen: 'お使いのブラウザーはCookieを保存しないため、承認されるまでページには表示されません。',
    posted: 'コメントを投稿しました。',
    edited: '変更を保存しました。',
    withdrawn: 'コメントを取り下げました。本文とお名前は削除されました。',
    begun: name => `${name}さんから始まった会話`,
    begunOn: (name, title) => `「${title}」での${name}さんから始まった会話`,
    news: { one: '新しいコメント#件', other: '新しいコメント#件' },
    reported: 'ありがとうございます。このブログの運営者がこのコメントを確認します。',
    pinned: '固定',
    closed: '返信は締め切られました',
    ofItsOwn: 'ここに書いた内容は、新しいコメントとして投稿されます。',
    mark: {
      pinned: '固定する',
      unpinned: '固定を解除',
      closed: '会話を締め切る',
      reopened: '会話を再開する',
    },
    marked: {
      pinned: 'コメントを固定',
      unpinned: 'コメントの固定を解除',
      closed: '会話を締め切り',
      reopened: '会話を再開',
    },
    pinnedFull: 'この記事には固定されたコメントがすでに3件あります。先にどれかの固定を解除してください。',
  },
}

export default conversation
