import type { FollowMessages } from '../en/follow.ts'

const follow: FollowMessages = {
  feeds: {
    link: 'フィードを購読',
    comments: title => `「${title}」へのコメント`,
    commentBy: (name, title) => `「${title}」への${name}さんのコメント`,
  },
}

export default follow
