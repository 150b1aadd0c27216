import type { FollowMessages } from '../en/follow.ts'

const follow: FollowMessages = {
  feeds: {
    link: '订阅本站',
    comments: title => `《${title}》的评论`,
    commentBy: (name, title) => `${name} 评《${title}》`,
  },
}

export default follow
