/** English: what is around an article, and the ways to it. Every other language has its keys. */
const follow = {
  feeds: {
    link: 'Follow by feed',
    /** Of the blog, or of an article, by its title. */
    comments: (title: string) => `Comments on “${title}”`,
    commentBy: (name: string, title: string) => `${name} on “${title}”`,
  },
}

export type FollowMessages = typeof follow

export default follow
