import type { FollowMessages } from '../en/follow.ts'

const follow: FollowMessages = {
  feeds: {
    link: 'Feed abonnieren',
    comments: title => `Kommentare zu „${title}“`,
    commentBy: (name, title) => `${name} zu „${title}“`,
  },
}

export default follow
