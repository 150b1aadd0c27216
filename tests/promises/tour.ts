import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import type { Visitor } from '../support/visitor.ts'
import type { TestSite } from '../support/site.ts'
import { canary, disguises } from './canary.ts'
import { setSettings } from '../support/settings.ts'
import { soon } from '../support/patience.ts'

/** Trusts the proxy that the tests pretend to be. */
export const behindProxy = { TRUSTED_PROXIES: '127.0.0.1' }

/** A request, and the status it is answered with. */
export interface Stop {
  status: number
  path: string
  method?: 'POST'
  fields?: Record<string, string>
  headers?: Record<string, string>
  /** Only who wrote the canary's comments may see this. */
  byAuthor?: true
}

/** What the canary's visit left behind. */
export interface Scene {
  author: Visitor
  approved: number
  pending: number
  /** A comment of the author that was edited. */
  edited: number
  withdrawn: number
  avatar: string
  /** The part of the sitemap that has its article. */
  mapped: number
  assets: { css: string; js: string; version: string }
}

/** Somebody else, from another address. */
export const stranger = {
  comment: 'I read this as somebody else.',
  name: 'Somebody else',
  email: 'else@example.org',
  website: '',
}

/** In the browser of the stranger's, which has commented before. */
const marked = { cookie: `browser=${'s'.repeat(22)}` }

/**
 * The canary visits: writes their address wherever one can write, is refused in every way, edits, withdraws, asks to
 * be remembered. A moderator approves all that is left but one.
 */
export async function setScene(site: TestSite): Promise<Scene> {
  const { db } = site.database
  await site.publish()
  await site.publish({ slug: 'closed', comments: { until: 'closed' }, tags: [] })
  await site.publish({ slug: 'draft', status: 'draft', source: 'Not yet for anyone: zqdraft' })
  await setting(site, 1000)

  const author = site.visitor({ ip: '127.0.0.1', headers: canary.headers })
  const ids: number[] = []
  for (const comment of disguises) ids.push(await author.comment('tea', { ...canary.fields, comment }))
  const [approved = 0, edited = 0, withdrawn = 0] = ids
  const fields = { comment: `Edited: ${canary.email}` }
  expect((await author.fill(`/comments/${edited}/revision`, fields)).status).toBe(303)
  expect((await author.post(`/comments/${withdrawn}/withdrawal`, {})).status).toBe(303)
  await beRefused(author)
  const last = { ...canary.fields, comment: 'Remember me.', remember: 'yes' }
  const pending = await author.comment('tea', last)
  await site.approve(...ids)
  for (const path of ['/', '/tea', `/tea?reply=${approved}`, `/comments/${approved}/revision`])
    await author.get(path)

  await setting(site, 5)
  const { avatar } = await db
    .selectFrom('comments')
    .select('avatar')
    .where('id', '=', approved)
    .executeTakeFirstOrThrow()
  const { mapped } = await db
    .selectFrom('posts')
    .select(sql<number>`((min(id) - 1) / 10000 + 1)::integer`.as('mapped'))
    .where('slug', '=', 'tea')
    .executeTakeFirstOrThrow()
  return { author, approved, pending, edited, withdrawn, avatar, mapped, assets: site.services.assets }
}

async function setting(site: TestSite, comments_per_minute: number): Promise<void> {
  await setSettings(site.database.db, { comments_per_minute })
  await vi.waitFor(
    async () =>
      expect((await site.services.settings.current()).comments_per_minute).toBe(comments_per_minute),
    soon,
  )
}

async function beRefused(author: Visitor): Promise<void> {
  const { email, fields } = canary
  const query = `?mail=${encodeURIComponent(email)}`
  const refusals: [number, string, Record<string, string>, Record<string, string>?][] = [
    [422, '/tea/comments', { ...fields, name: email }],
    [422, '/tea/comments', { ...fields, website: `https://example.org/${email}` }],
    [422, '/tea/comments', { ...fields, website: `https://${email}/` }],
    [422, '/tea/comments', { ...fields, email: `${email}, ${email}` }],
    [422, '/tea/comments', { ...fields, comment: '' }],
    [400, '/tea/comments', { ...fields, parent: email }],
    [403, '/tea/comments', { ...fields, parent: '987654' }],
    [403, '/tea/comments', fields, { origin: 'https://elsewhere.example' }],
    [403, '/closed/comments', fields],
    [404, `/${encodeURIComponent(email)}/comments${query}`, fields],
    [404, `/draft/comments`, fields],
    [303, `/tea/comments${query}`, { ...fields, comment: disguises[0] ?? '' }],
    [413, '/tea/comments', { ...fields, comment: `${email} `.repeat(12_000) }],
    [200, '/tea/comments/preview', fields],
    [200, '/tea/comments/preview', fields, { accept: 'application/json' }],
    [303, '/preferences', { language: 'en', theme: 'dark', return: `/tea${query}` }],
    [400, '/preferences', { language: email, theme: email, return: email }],
  ]
  for (const [status, path, typed, headers] of refusals) {
    const answer = await author.post(path, typed, headers)
    expect({ path, typed, status: answer.status }).toEqual({ path, typed, status })
  }
  for (const path of [
    `/${query}`,
    `/tea${query}`,
    `/tags/${encodeURIComponent(email)}`,
    `/${encodeURIComponent(email)}`,
  ])
    await author.get(path)
}

/** Every route of the app, with the ways it can be answered. A route that is missing here fails the tour. */
export function tour({ approved, pending, edited, avatar, mapped, assets }: Scene): Record<string, Stop[]> {
  const comment = (status: number, path: string, fields: Record<string, string> = {}): Stop => ({
    status,
    path,
    method: 'POST',
    fields: { ...stranger, ...fields },
    headers: marked,
  })
  return {
    'GET /': [
      { status: 200, path: '/' },
      { status: 200, path: '/?elsewhere=1' },
      { status: 404, path: '/?page=9' },
    ],
    'GET /search': [
      { status: 200, path: '/search' },
      { status: 200, path: '/search?q=water' },
      { status: 200, path: '/search?q=nothing' },
      { status: 404, path: '/search?q=water&tag=none' },
    ],
    'GET /tags/:tag': [
      { status: 200, path: '/tags/tea' },
      { status: 404, path: '/tags/none' },
    ],
    'GET /tags/:tag/feed/:format': [
      { status: 200, path: '/tags/tea/feed/atom' },
      { status: 404, path: '/tags/none/feed/atom' },
    ],
    'GET /authors/:author': [{ status: 404, path: '/authors/none' }],
    'GET /authors/:author/feed/:format': [{ status: 404, path: '/authors/none/feed/atom' }],
    'GET /archive': [{ status: 200, path: '/archive' }],
    'GET /archive/:year{\\d{1,4}}': [
      { status: 200, path: '/archive/2026' },
      { status: 404, path: '/archive/1926' },
    ],
    'GET /archive/:year{\\d{1,4}}/:month{\\d\\d}': [
      { status: 200, path: '/archive/2026/01' },
      { status: 404, path: '/archive/2026/13' },
    ],
    'GET /sitemap.xml': [{ status: 200, path: '/sitemap.xml' }],
    'GET /sitemap/:part': [
      { status: 200, path: `/sitemap/${mapped}.xml` },
      { status: 404, path: '/sitemap/none' },
    ],
    'GET /feed': [{ status: 301, path: '/feed' }],
    'GET /feed/:format': [
      ...['atom', 'rss', 'json'].map(format => ({ status: 200, path: `/feed/${format}` })),
      { status: 404, path: '/feed/none' },
    ],
    'GET /comments/feed/:format': ['atom', 'rss', 'json'].map(format => ({
      status: 200,
      path: `/comments/feed/${format}`,
    })),
    'GET /posts/:id': [{ status: 404, path: '/posts/987654' }],
    'GET /:slug/feed/:format': [
      ...['atom', 'rss', 'json'].map(format => ({ status: 200, path: `/tea/feed/${format}` })),
      { status: 404, path: '/draft/feed/atom' },
    ],
    'GET /assets/*': [
      ...[assets.css, assets.js].map(path => ({
        status: 200,
        path,
      })),
      { status: 404, path: '/assets/none' },
    ],
    'GET /assets/:version/accent/:file': [
      { status: 200, path: `/assets/${assets.version}/accent/8a1538.css` },
      { status: 404, path: '/assets/none/accent/none.css' },
    ],
    'GET /icon.svg': [{ status: 200, path: '/icon.svg' }],
    'GET /apple-touch-icon.png': [{ status: 200, path: '/apple-touch-icon.png' }],
    'GET /favicon.ico': [{ status: 302, path: '/favicon.ico' }],
    'GET /avatars/:file': [
      { status: 200, path: `/avatars/${avatar}.svg` },
      { status: 404, path: '/avatars/none.svg' },
    ],
    'GET /media/:hash/:file': [{ status: 404, path: '/media/none/none.png' }],
    'GET /health': [{ status: 200, path: '/health' }],
    'GET /ready': [{ status: 200, path: '/ready' }],
    'GET /metrics': [{ status: 404, path: '/metrics' }],
    'GET /robots.txt': [{ status: 200, path: '/robots.txt' }],
    'GET /previews/:token': [{ status: 404, path: '/previews/none' }],
    'GET /privacy': [{ status: 200, path: '/privacy' }],
    'POST /preferences': [
      { status: 303, path: '/preferences', method: 'POST', fields: { language: 'en', theme: 'light' } },
      { status: 400, path: '/preferences', method: 'POST', fields: {} },
    ],
    'GET /comments/:id': [
      { status: 302, path: `/comments/${approved}` },
      { status: 404, path: `/comments/${pending}` },
      { status: 404, path: '/comments/none' },
    ],
    'GET /comments/:id/revision': [
      { status: 404, path: `/comments/${edited}/revision` },
      { status: 200, path: `/comments/${edited}/revision`, byAuthor: true },
    ],
    'POST /comments/:id/revision': [
      comment(404, `/comments/${edited}/revision`),
      { ...comment(422, `/comments/${edited}/revision`, { comment: '' }), headers: {}, byAuthor: true },
    ],
    'GET /comments/:id/report': [
      { status: 200, path: `/comments/${approved}/report` },
      { status: 404, path: `/comments/${pending}/report` },
    ],
    'POST /comments/:id/report': [
      comment(422, `/comments/${approved}/report`, { reason: '' }),
      comment(404, `/comments/${pending}/report`, { reason: 'spam' }),
    ],
    'POST /comments/:id/withdrawal': [comment(404, `/comments/${edited}/withdrawal`)],
    'GET /:slug': [
      { status: 200, path: '/tea' },
      { status: 200, path: '/tea?elsewhere=1' },
      { status: 200, path: `/tea?from=${approved}` },
      { status: 200, path: `/tea?reply=${approved}` },
      { status: 404, path: `/tea?reply=${pending}` },
      { status: 200, path: '/closed' },
      { status: 404, path: '/draft' },
      { status: 200, path: '/tea', byAuthor: true },
    ],
    'GET /:slug/threads/:id': [
      { status: 200, path: `/tea/threads/${approved}` },
      { status: 404, path: `/tea/threads/${pending}` },
    ],
    'GET /:slug/comments/waiting': [
      { status: 200, path: '/tea/comments/waiting' },
      { status: 404, path: '/draft/comments/waiting' },
    ],
    'GET /:slug/comments/news': [
      { status: 200, path: '/tea/comments/news' },
      { status: 404, path: '/draft/comments/news' },
    ],
    'GET /:slug/comments/challenge': [
      { status: 204, path: '/tea/comments/challenge' },
      { status: 404, path: '/draft/comments/challenge' },
    ],
    'GET /:slug/comments': [{ status: 302, path: '/tea/comments' }],
    'GET /:slug/comments/preview': [{ status: 302, path: '/tea/comments/preview' }],
    'POST /:slug/comments': [
      comment(303, '/tea/comments'),
      comment(303, '/tea/comments', { parent: String(approved), comment: 'An answer.' }),
      { ...comment(307, '/tea/comments'), headers: {} },
      { ...comment(303, '/tea/comments?marked=yes'), headers: {} },
      comment(422, '/tea/comments', { email: 'else' }),
      comment(422, '/tea/comments', { parent: String(approved), comment: '' }),
      comment(400, '/tea/comments', { parent: 'none' }),
      comment(403, '/tea/comments', { parent: String(pending) }),
      comment(403, '/closed/comments'),
      comment(404, '/draft/comments'),
      comment(413, '/tea/comments', { comment: 'x'.repeat(300_000) }),
      comment(413, '/tea/comments', { comment: 'x'.repeat(3_000_000) }),
      {
        ...comment(429, '/tea/comments', { comment: 'Too fast.' }),
        headers: { ...canary.headers, ...marked },
      },
      { ...comment(403, '/tea/comments'), headers: { origin: 'https://elsewhere.example' } },
    ],
    'POST /:slug/comments/preview': [
      comment(200, '/tea/comments/preview'),
      comment(422, '/tea/comments/preview', { comment: '' }),
      { ...comment(200, '/tea/comments/preview'), headers: { accept: 'application/json' } },
      { ...comment(422, '/tea/comments/preview', { comment: '' }), headers: { accept: 'application/json' } },
    ],
    ...forNoStranger,
    // Any address that no route has.
    nothing: [{ status: 404, path: '/nowhere/at/all' }],
  }
}

const post = (path: string, fields: Record<string, string> = {}): Stop => ({
  status: 303,
  path,
  method: 'POST',
  fields,
})

/** What is for the people who run the blog leads everyone else to the sign-in; see tests/admin/guard.test.ts. */
const forNoStranger: Record<string, Stop[]> = {
  'GET /sign-in': [{ status: 200, path: '/sign-in' }],
  'POST /sign-in': [{ ...post('/sign-in', { email: 'else@example.org', password: 'a guess' }), status: 422 }],
  'GET /sign-in/code': [{ status: 303, path: '/sign-in/code' }],
  'POST /sign-in/code': [{ ...post('/sign-in/code', { code: '123456' }), status: 422 }],
  'POST /sign-in/passkey': [{ ...post('/sign-in/passkey', { credential: '{}' }), status: 422 }],
  'POST /sign-in/passkey/challenge': [{ ...post('/sign-in/passkey/challenge'), status: 200 }],
  'POST /sign-out': [post('/sign-out')],
  'GET /invitations/:token': [{ status: 404, path: '/invitations/none' }],
  'POST /invitations/:token': [{ ...post('/invitations/none'), status: 404 }],
  ...Object.fromEntries(
    [
      '',
      '/posts',
      '/posts/:id',
      '/posts/:id/translations',
      '/posts/:id/preview-link',
      '/posts/:id/revisions',
      '/posts/:id/revisions/:number',
      '/posts/new',
      '/account',
      '/account/codes',
      '/account/passkeys/:id/removal',
      '/account/welcome',
      '/audit',
      '/comments',
      '/blocks',
      '/figures',
      '/replies',
      '/comments/:id/block',
      '/comments/:id/person',
      '/comments/:id/erasure',
      '/comments/:id/reply',
      '/comments/:id/text',
      '/decisions/:id',
      '/discussion',
      '/events',
      '/invitations',
      '/log',
      '/people',
      '/people/:id/removal',
      '/people/:id/reversal',
      '/people/:id/role',
      '/readers',
      '/settings',
      '/spam',
      '/spam/emptying',
      '/spam/forgetting',
      '/addresses',
      '/addresses/:id',
      '/tags',
      '/tags/:id',
      '/media',
      '/media/:id',
      '/media/:id/removal',
      '/uploads/:id',
      '/system',
      '/system/jobs/:id/removal',
      '/imports',
      '/imports/:id',
      '/imports/:id/removal',
      '/imports/files/:id',
      '/exports/:format',
    ].map(path => [`GET /admin${path}`, [{ status: 303, path: `/admin${path.replace(/:\w+/g, '1')}` }]]),
  ),
  ...Object.fromEntries(
    [
      '/post-changes',
      '/post-previews',
      '/posts',
      '/posts/:id',
      '/posts/:id/openness',
      '/posts/:id/presence',
      '/posts/:id/preview-link',
      '/posts/:id/preview-link/removal',
      '/posts/:id/translations',
      '/posts/:id/translations/removal',
      '/posts/:id/revisions/:number',
      '/posts/new',
      '/comments',
      '/account/codes',
      '/account/codes/removal',
      '/account/passkeys',
      '/account/passkeys/:id/removal',
      '/account/passkeys/challenge',
      '/account/profile',
      '/account/picture',
      '/account/picture/removal',
      '/account/address',
      '/account/password',
      '/account/proof/challenge',
      '/account/recovery-codes',
      '/account/desk',
      '/blocks/:id/removal',
      '/comments/:id/block',
      '/comments/:id/person/mute',
      '/comments/:id/person/notes',
      '/replies',
      '/replies/:id',
      '/replies/:id/removal',
      '/rows',
      '/attack/steps',
      '/attack/steps/reversal',
      '/comments/:id/erasure',
      '/comments/:id/reply',
      '/comments/:id/reports/settlement',
      '/comments/:id/mark',
      '/comments/:id/text',
      '/spam/emptying',
      '/spam/forgetting',
      '/spam/learning',
      '/spam/switch',
      '/spam/trial',
      '/decisions',
      '/decisions/:id/reversal',
      '/discussion',
      '/invitations',
      '/invitations/:id/removal',
      '/people/:id/removal',
      '/people/:id/reversal',
      '/people/:id/role',
      '/people/:id/sessions/end',
      '/steps/:id/reversal',
      '/readers',
      '/readers/block',
      '/readers/erasure',
      '/readers/export',
      '/sessions/:id/end',
      '/sessions/others/end',
      '/addresses',
      '/addresses/:id',
      '/addresses/:id/removal',
      '/tags/:id',
      '/tags/:id/merging',
      '/tags/:id/removal',
      '/settings',
      '/settings/saves/:id/reversal',
      '/media',
      '/media/:id',
      '/media/:id/removal',
      '/uploads',
      '/uploads/:id/end',
      '/uploads/:id/parts/:part',
      '/system/jobs/:id/attempt',
      '/system/jobs/:id/removal',
      '/imports',
      '/import-uploads',
      '/import-uploads/:id/parts/:part',
      '/import-uploads/:id/end',
      '/imports/:id/removal',
      '/imports/files/:id/choice',
      '/imports/files/:id/start',
      '/imports/files/:id/end',
    ].map(path => [`POST /admin${path}`, [post(`/admin${path.replace(/:\w+/g, '1')}`)]]),
  ),
}

/** Makes a stop at a site that is being served. */
export async function stopAt(
  site: TestSite,
  scene: Scene,
  { path, method = 'POST', fields, headers = {}, byAuthor }: Stop,
  extra: Record<string, string> = {},
) {
  const cookie = byAuthor
    ? [...scene.author.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    : ''
  const answer = await fetch(site.url + path, {
    redirect: 'manual',
    headers: { ...(cookie ? { cookie } : {}), ...(fields ? { origin: site.url } : {}), ...headers, ...extra },
    ...(fields ? { method, body: new URLSearchParams(fields) } : {}),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}
