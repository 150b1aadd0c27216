import type { ConversationMessages } from '../en/conversation.ts'

/** Japanese: the conversation under an article. */
const conversation: ConversationMessages = {
  conversation: {
    order: 'コメントの並び順',
    oldest: '古い順',
    newest: '新しい順',
    received: 'コメントを受け付けました。',
    posted: 'コメントを投稿しました。',
    edited: '変更を保存しました。',
    withdrawn: 'コメントを取り下げました。本文とお名前は削除されました。',
    begun: name => `${name}さんから始まった会話`,
    begunOn: (name, title) => `「${title}」での${name}さんから始まった会話`,
    news: { one: '新しいコメント#件', other: '新しいコメント#件' },
    reported: 'ありがとうございます。このブログの運営者がこのコメントを確認します。',
  },
}

export default conversation
