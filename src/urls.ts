import { hyphenated } from './text/cut.ts'
import { lowered, normalized } from './text/marks.ts'

/** Every path the site has. Nothing else in the code spells one out. */
export const urls = {
  home: (page = 1) => (page > 1 ? `/?page=${page}` : '/'),
  tag: (tag: string, page = 1) => `/tags/${encodeURIComponent(tag)}${page > 1 ? `?page=${page}` : ''}`,
  author: (author: string, page = 1) =>
    `/authors/${encodeURIComponent(author)}${page > 1 ? `?page=${page}` : ''}`,
  authorFeed: (author: string, format: string) => `/authors/${encodeURIComponent(author)}/feed/${format}`,
  archive: '/archive',
  /** The articles of a year, or of one of its months. */
  archived: ({ year, month }: { year: number; month: number | null }, page = 1) =>
    `/archive/${year}${month === null ? '' : `/${String(month).padStart(2, '0')}`}${page > 1 ? `?page=${page}` : ''}`,
  post: (slug: string, from: number | null = null, sort: string | null = null) =>
    `/${encodeURIComponent(slug)}${search({ from, sort })}`,
  thread: (slug: string, thread: number, from: number | null = null) =>
    `/${encodeURIComponent(slug)}/threads/${thread}${from === null ? '' : `?from=${from}`}`,
  /** The form under a comment, on the article's page or on that of its thread. */
  reply: (slug: string, comment: number, thread?: number) =>
    `/${encodeURIComponent(slug)}${thread === undefined ? '' : `/threads/${thread}`}?reply=${comment}#comment-form`,
  comments: (slug: string) => `/${encodeURIComponent(slug)}/comments`,
  /** The same, for a browser that has been given its mark. */
  markedComments: (slug: string) => `/${encodeURIComponent(slug)}/comments?marked=yes`,
  /** Where somebody is led whose comment waits, and who keeps no cookies. */
  waiting: (slug: string) => `/${encodeURIComponent(slug)}/comments/waiting`,
  /** What a page asks for once a minute: how many comments there are by now. */
  news: (slug: string) => `/${encodeURIComponent(slug)}/comments/news`,
  preview: (slug: string) => `/${encodeURIComponent(slug)}/comments/preview`,
  comment: (id: number) => `/comments/${id}`,
  revision: (id: number) => `/comments/${id}/revision`,
  report: (id: number) => `/comments/${id}/report`,
  withdrawal: (id: number) => `/comments/${id}/withdrawal`,
  /** An article by its number, which stays when its slug changes. */
  permalink: (post: number) => `/posts/${post}`,
  search: (query: Query = {}) => `/search${search(query)}`,
  sitemap: '/sitemap.xml',
  sitemapPart: (part: number) => `/sitemap/${part}.xml`,
  feed: (format: string) => `/feed/${format}`,
  tagFeed: (tag: string, format: string) => `/tags/${encodeURIComponent(tag)}/feed/${format}`,
  commentsFeed: (format: string) => `/comments/feed/${format}`,
  postFeed: (slug: string, format: string) => `/${encodeURIComponent(slug)}/feed/${format}`,
  avatar: (seed: string) => `/avatars/${seed}.svg`,
  media: (hash: string, file: string) => `/media/${hash}/${encodeURIComponent(file)}`,
  /** An article for who has the secret. */
  secretPreview: (token: string) => `/previews/${token}`,
  icon: '/icon.svg',
  touchIcon: '/apple-touch-icon.png',
  favicon: '/favicon.ico',
  /** The stylesheet of an accent such as `#27468f`, as a version of the program makes it. */
  accent: (version: string, colour: string) => `/assets/${version}/accent/${colour.slice(1)}.css`,
  privacy: '/privacy',
  preferences: '/preferences',
  health: '/health',
  ready: '/ready',

  signIn: (returnTo?: string) => (returnTo ? `/sign-in?return=${encodeURIComponent(returnTo)}` : '/sign-in'),
  signInCode: (returnTo?: string) =>
    returnTo ? `/sign-in/code?return=${encodeURIComponent(returnTo)}` : '/sign-in/code',
  signInPasskey: '/sign-in/passkey',
  signInChallenge: '/sign-in/passkey/challenge',
  signOut: '/sign-out',
  invitation: (token: string) => `/invitations/${token}`,
  admin: {
    home: '/admin',
    queue: (query: Query = {}) => `/admin/comments${search(query)}`,
    comment: (id: number) => `/admin/comments?status=all&by=${id}#comment-${id}`,
    /** Where it stands in a list. */
    commentIn: (id: number, list: Query) => `/admin/comments${search(list)}#comment-${id}`,
    reportSettlement: (id: number) => `/admin/comments/${id}/reports/settlement`,
    commentMark: (id: number) => `/admin/comments/${id}/mark`,
    commentText: (id: number, list: Query = {}) => `/admin/comments/${id}/text${search(list)}`,
    commentReply: (id: number, list: Query = {}) => `/admin/comments/${id}/reply${search(list)}`,
    rows: '/admin/rows',
    commentBlock: (id: number, list: Query = {}) => `/admin/comments/${id}/block${search(list)}`,
    blocks: '/admin/blocks',
    person: (comment: number) => `/admin/comments/${comment}/person`,
    personNotes: (comment: number) => `/admin/comments/${comment}/person/notes`,
    personMute: (comment: number) => `/admin/comments/${comment}/person/mute`,
    replies: '/admin/replies',
    reply: (id: number) => `/admin/replies/${id}`,
    replyRemoval: (id: number) => `/admin/replies/${id}/removal`,
    figures: '/admin/figures',
    blockRemoval: (id: number) => `/admin/blocks/${id}/removal`,
    commentErasure: (id: number) => `/admin/comments/${id}/erasure`,
    posts: (query: Query = {}) => `/admin/posts${search(query)}`,
    postsBulk: '/admin/post-changes',
    newPost: '/admin/posts/new',
    postPreview: '/admin/post-previews',
    post: (post: number) => `/admin/posts/${post}`,
    presence: (post: number) => `/admin/posts/${post}/presence`,
    previewLink: (post: number) => `/admin/posts/${post}/preview-link`,
    previewLinkRemoval: (post: number) => `/admin/posts/${post}/preview-link/removal`,
    translations: (post: number) => `/admin/posts/${post}/translations`,
    translationRemoval: (post: number) => `/admin/posts/${post}/translations/removal`,
    openness: (post: number) => `/admin/posts/${post}/openness`,
    revisions: (post: number, before: number | null = null) =>
      `/admin/posts/${post}/revisions${search({ before })}`,
    revision: (post: number, number: number) => `/admin/posts/${post}/revisions/${number}`,
    addresses: (query: Query = {}) => `/admin/addresses${search(query)}`,
    address: (id: number) => `/admin/addresses/${id}`,
    addressRemoval: (id: number) => `/admin/addresses/${id}/removal`,
    tags: (query: Query = {}) => `/admin/tags${search(query)}`,
    tag: (id: number) => `/admin/tags/${id}`,
    tagMerging: (id: number) => `/admin/tags/${id}/merging`,
    tagRemoval: (id: number) => `/admin/tags/${id}/removal`,
    media: (query: Query = {}) => `/admin/media${search(query)}`,
    medium: (id: number) => `/admin/media/${id}`,
    mediumRemoval: (id: number) => `/admin/media/${id}/removal`,
    uploads: '/admin/uploads',
    imports: (query: Query = {}) => `/admin/imports${search(query)}`,
    importUploads: '/admin/import-uploads',
    move: (id: number) => `/admin/imports/files/${id}`,
    moveChoice: (id: number) => `/admin/imports/files/${id}/choice`,
    moveStart: (id: number) => `/admin/imports/files/${id}/start`,
    moveEnd: (id: number) => `/admin/imports/files/${id}/end`,
    pastImport: (id: number, query: Query = {}) => `/admin/imports/${id}${search(query)}`,
    pastImportRemoval: (id: number) => `/admin/imports/${id}/removal`,
    export: (format: string) => `/admin/exports/${format}`,
    readers: '/admin/readers',
    readerExport: '/admin/readers/export',
    readerBlock: '/admin/readers/block',
    readerErasure: '/admin/readers/erasure',
    audit: (before?: number) => (before === undefined ? '/admin/audit' : `/admin/audit?before=${before}`),
    system: (done?: string) => (done === undefined ? '/admin/system' : `/admin/system?done=${done}`),
    jobAttempt: (job: number) => `/admin/system/jobs/${job}/attempt`,
    jobRemoval: (job: number) => `/admin/system/jobs/${job}/removal`,
    decisions: '/admin/decisions',
    decision: (decision: string) => `/admin/decisions/${decision}`,
    reversal: (decision: string) => `/admin/decisions/${decision}/reversal`,
    stepReversal: (step: number) => `/admin/steps/${step}/reversal`,
    spamEmptying: '/admin/spam/emptying',
    learned: (done?: string) => (done === undefined ? '/admin/spam' : `/admin/spam?done=${done}`),
    learnedSwitch: '/admin/spam/switch',
    learnedTrial: '/admin/spam/trial',
    learningAll: '/admin/spam/learning',
    forgetting: '/admin/spam/forgetting',
    attackSteps: '/admin/attack/steps',
    attackReversal: '/admin/attack/steps/reversal',
    log: (before?: number) => (before === undefined ? '/admin/log' : `/admin/log?before=${before}`),
    discussion: '/admin/discussion',
    settings: (done?: string) => (done === undefined ? '/admin/settings' : `/admin/settings?done=${done}`),
    settingsReversal: (save: number) => `/admin/settings/saves/${save}/reversal`,
    people: '/admin/people',
    role: (account: number) => `/admin/people/${account}/role`,
    removal: (account: number) => `/admin/people/${account}/removal`,
    peopleReversal: (account: number) => `/admin/people/${account}/reversal`,
    sessionsOf: (account: number) => `/admin/people/${account}/sessions/end`,
    invitations: '/admin/invitations',
    invitationRemoval: (invitation: number) => `/admin/invitations/${invitation}/removal`,
    proofChallenge: '/admin/account/proof/challenge',
    account: (done?: string) => (done === undefined ? '/admin/account' : `/admin/account?done=${done}`),
    welcome: '/admin/account/welcome',
    desk: '/admin/account/desk',
    profile: '/admin/account/profile',
    profilePicture: '/admin/account/picture',
    profilePictureRemoval: '/admin/account/picture/removal',
    ownAddress: '/admin/account/address',
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

/** The parts of an address behind its path; what is null or empty is not asked for. */
type Query = Readonly<Record<string, string | number | null>>

function search(query: Query): string {
  const said = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === null || value === '' ? [] : [[name, String(value)]],
  )
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`
}

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
    'metrics',
    'pages',
    'ready',
  ],
  ...[
    'pingback',
    'preferences',
    'previews',
    'search',
    'sign-in',
    'sign-out',
    'subscriptions',
    'tags',
    'webmention',
    'wp-admin',
  ],
])

/** Whether a word stands first in other addresses, today or later. */
export const isReserved = (word: string): boolean => reserved.has(word)

/** Of a slug, in UTF-16 code units. */
export const longestSlug = 200
const slugShape = /^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u

/** Whether a text is a slug as it is kept: letters and digits of any script, joined by single hyphens. */
export const isSlug = (text: string): boolean =>
  text.length <= longestSlug && slugShape.test(text) && !reserved.has(text) && slugFrom(text) === text

/** A slug as it is kept and looked up, from how it was typed or linked to: composed (NFC), in lower case. */
export const slugFrom = (text: string): string => normalized(lowered(normalized(text)))

/** A slug made from a title, of so many code units; empty if the title has no letter and no digit. */
export function slugOf(title: string, most = 80): string {
  const slug = lowered(normalized(title, 'NFKC'))
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const short = hyphenated(slug, most)
  return reserved.has(short) ? `${short}-post` : short
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
