/** Every path the site has. Nothing else in the code spells one out. */
export const urls = {
  home: (page = 1) => (page > 1 ? `/?page=${page}` : '/'),
  tag: (tag: string, page = 1) => `/tags/${encodeURIComponent(tag)}${page > 1 ? `?page=${page}` : ''}`,
  post: (slug: string, from: number | null = null) =>
    `/${encodeURIComponent(slug)}${from === null ? '' : `?from=${from}`}`,
  thread: (slug: string, thread: number, from: number | null = null) =>
    `/${encodeURIComponent(slug)}/threads/${thread}${from === null ? '' : `?from=${from}`}`,
  reply: (slug: string, comment: number) => `/${encodeURIComponent(slug)}?reply=${comment}#comment-form`,
  comments: (slug: string) => `/${encodeURIComponent(slug)}/comments`,
  preview: (slug: string) => `/${encodeURIComponent(slug)}/comments/preview`,
  comment: (id: number) => `/comments/${id}`,
  revision: (id: number) => `/comments/${id}/revision`,
  withdrawal: (id: number) => `/comments/${id}/withdrawal`,
  avatar: (seed: string) => `/avatars/${seed}.svg`,
  preferences: '/preferences',
  health: '/health',

  signIn: (returnTo?: string) => (returnTo ? `/sign-in?return=${encodeURIComponent(returnTo)}` : '/sign-in'),
  signInCode: (returnTo?: string) =>
    returnTo ? `/sign-in/code?return=${encodeURIComponent(returnTo)}` : '/sign-in/code',
  signInPasskey: '/sign-in/passkey',
  signInChallenge: '/sign-in/passkey/challenge',
  signOut: '/sign-out',
  invitation: (token: string) => `/invitations/${token}`,
  admin: {
    home: '/admin',
    queue: (query: Readonly<Record<string, string>> = {}) => {
      const search = new URLSearchParams(query).toString()
      return search === '' ? '/admin/comments' : `/admin/comments?${search}`
    },
    comment: (id: number) => `/admin/comments?status=all&by=${id}#comment-${id}`,
    commentText: (id: number) => `/admin/comments/${id}/text`,
    commentReply: (id: number) => `/admin/comments/${id}/reply`,
    commentErasure: (id: number) => `/admin/comments/${id}/erasure`,
    articles: (query: Readonly<Record<string, string>> = {}) => {
      const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()
      return search === '' ? '/admin/articles' : `/admin/articles?${search}`
    },
    openness: (post: number) => `/admin/articles/${post}/openness`,
    readers: '/admin/readers',
    readerExport: '/admin/readers/export',
    readerBlock: '/admin/readers/block',
    readerErasure: '/admin/readers/erasure',
    audit: (before?: number) => (before === undefined ? '/admin/audit' : `/admin/audit?before=${before}`),
    decisions: '/admin/decisions',
    decision: (decision: string) => `/admin/decisions/${decision}`,
    reversal: (decision: string) => `/admin/decisions/${decision}/reversal`,
    log: (before?: number) => (before === undefined ? '/admin/log' : `/admin/log?before=${before}`),
    discussion: '/admin/discussion',
    people: '/admin/people',
    role: (account: number) => `/admin/people/${account}/role`,
    removal: (account: number) => `/admin/people/${account}/removal`,
    invitations: '/admin/invitations',
    account: (done?: string) => (done === undefined ? '/admin/account' : `/admin/account?done=${done}`),
    welcome: '/admin/account/welcome',
    password: '/admin/account/password',
    passkeys: '/admin/account/passkeys',
    passkeyChallenge: '/admin/account/passkeys/challenge',
    passkeyRemoval: (passkey: number) => `/admin/account/passkeys/${passkey}/removal`,
    codes: '/admin/account/codes',
    codesRemoval: '/admin/account/codes/removal',
    recoveryCodes: '/admin/account/recovery-codes',
    sessionEnd: (session: number) => `/admin/sessions/${session}/end`,
    otherSessionsEnd: '/admin/sessions/others/end',
  },
} as const

/** The anchor of a comment on the page that shows it. */
export const commentAnchor = (id: number): string => `comment-${id}`

/** First path segments that are not an article's; more than are in use today, so that a feature may take one later. */
const reserved = new Set([
  ...[
    'admin',
    'api',
    'assets',
    'authors',
    'avatars',
    'comments',
    'feed',
    'feeds',
    'health',
    'invitations',
    'media',
    'pages',
  ],
  ...[
    'pingback',
    'preferences',
    'search',
    'sign-in',
    'sign-out',
    'subscriptions',
    'tags',
    'webmention',
    'wp-admin',
  ],
])

/** Whether a text can be an article's slug: letters and digits of any script, joined by single hyphens, at most 200. */
export function isSlug(text: string): boolean {
  return (
    text.length <= 200 && /^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u.test(text) && !reserved.has(text)
  )
}

/** A slug made from a title; empty if the title has no letter and no digit. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
  return reserved.has(slug) ? `${slug}-post` : slug
}

/**
 * A path of this site to send a browser back to, from something the browser sent.
 * Anything that could lead elsewhere (`//host`, `/\host`, another scheme) becomes the home page.
 */
export function safeReturnPath(text: string | undefined): string {
  if (!text?.startsWith('/')) return urls.home()
  const url = URL.parse(text, 'http://here.invalid')
  if (url === null || url.origin !== 'http://here.invalid' || url.pathname.startsWith('//'))
    return urls.home()
  return `${url.pathname}${url.search}${url.hash}`
}
