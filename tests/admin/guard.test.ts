import { describe, expect, test } from 'vitest'
import { roles } from '../../src/accounts/roles.ts'
import type { Role } from '../../src/db/account-tables.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'

const blog = testBlog()

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

const writers: readonly Role[] = ['administrator', 'editor', 'author']

/** Who may use each path; a route that is not listed here fails the first test below. */
const allowed: Record<string, readonly Role[]> = {
  '/admin': roles,
  '/admin/comments': roles,
  '/admin/comments/:id/text': roles,
  '/admin/comments/:id/reports/settlement': roles,
  '/admin/comments/:id/mark': roles,
  '/admin/comments/:id/reply': roles,
  '/admin/comments/:id/erasure': roles,
  '/admin/comments/:id/block': ['administrator', 'editor', 'moderator'],
  '/admin/comments/:id/person': ['administrator', 'editor', 'moderator'],
  '/admin/comments/:id/person/notes': ['administrator', 'editor', 'moderator'],
  '/admin/comments/:id/person/mute': ['administrator', 'editor', 'moderator'],
  '/admin/replies': roles,
  '/admin/replies/:id': roles,
  '/admin/replies/:id/removal': roles,
  '/admin/figures': roles,
  '/admin/blocks': ['administrator', 'editor', 'moderator'],
  '/admin/blocks/:id/removal': ['administrator', 'editor', 'moderator'],
  '/admin/events': roles,
  '/admin/rows': roles,
  '/admin/decisions': roles,
  '/admin/decisions/:id': roles,
  '/admin/decisions/:id/reversal': roles,
  '/admin/steps/:id/reversal': roles,
  '/admin/log': roles,
  '/admin/spam': ['administrator', 'editor', 'moderator'],
  '/admin/spam/trial': ['administrator', 'editor', 'moderator'],
  '/admin/spam/emptying': ['administrator', 'editor', 'moderator'],
  '/admin/spam/switch': ['administrator'],
  '/admin/spam/learning': ['administrator'],
  '/admin/spam/forgetting': ['administrator'],
  '/admin/attack/steps': ['administrator', 'editor', 'moderator'],
  '/admin/attack/steps/reversal': ['administrator', 'editor', 'moderator'],
  '/admin/posts': roles,
  '/admin/post-changes': writers,
  '/admin/posts/new': writers,
  '/admin/post-previews': writers,
  '/admin/posts/:id': writers,
  '/admin/posts/:id/openness': roles,
  '/admin/posts/:id/presence': writers,
  '/admin/posts/:id/translations': writers,
  '/admin/posts/:id/translations/removal': writers,
  '/admin/posts/:id/preview-link': writers,
  '/admin/posts/:id/preview-link/removal': writers,
  '/admin/posts/:id/revisions': writers,
  '/admin/posts/:id/revisions/:number': writers,
  '/admin/addresses': ['administrator', 'editor'],
  '/admin/addresses/:id': ['administrator', 'editor'],
  '/admin/addresses/:id/removal': ['administrator', 'editor'],
  '/admin/tags': ['administrator', 'editor'],
  '/admin/tags/:id': ['administrator', 'editor'],
  '/admin/tags/:id/merging': ['administrator', 'editor'],
  '/admin/tags/:id/removal': ['administrator', 'editor'],
  '/admin/media': ['administrator', 'editor', 'author'],
  '/admin/uploads': ['administrator', 'editor', 'author'],
  '/admin/uploads/:id': ['administrator', 'editor', 'author'],
  '/admin/uploads/:id/parts/:part': ['administrator', 'editor', 'author'],
  '/admin/uploads/:id/end': ['administrator', 'editor', 'author'],
  '/admin/media/:id': ['administrator', 'editor', 'author'],
  '/admin/media/:id/removal': ['administrator', 'editor', 'author'],
  '/admin/discussion': ['administrator'],
  '/admin/settings': ['administrator'],
  '/admin/settings/saves/:id/reversal': ['administrator'],
  '/admin/readers': ['administrator'],
  '/admin/readers/block': ['administrator'],
  '/admin/readers/export': ['administrator'],
  '/admin/readers/erasure': ['administrator'],
  '/admin/audit': ['administrator'],
  '/admin/system': ['administrator'],
  '/admin/system/jobs/:id/attempt': ['administrator'],
  '/admin/system/jobs/:id/removal': ['administrator'],
  '/admin/imports': ['administrator'],
  '/admin/import-uploads': ['administrator'],
  '/admin/import-uploads/:id/parts/:part': ['administrator'],
  '/admin/import-uploads/:id/end': ['administrator'],
  '/admin/imports/files/:id': ['administrator'],
  '/admin/imports/files/:id/choice': ['administrator'],
  '/admin/imports/files/:id/start': ['administrator'],
  '/admin/imports/files/:id/end': ['administrator'],
  '/admin/imports/:id': ['administrator'],
  '/admin/imports/:id/removal': ['administrator'],
  '/admin/exports/:format': ['administrator'],
  '/admin/people': ['administrator'],
  '/admin/people/:id/role': ['administrator'],
  '/admin/people/:id/removal': ['administrator'],
  '/admin/people/:id/reversal': ['administrator'],
  '/admin/people/:id/sessions/end': ['administrator'],
  '/admin/invitations': ['administrator'],
  '/admin/invitations/:id/removal': ['administrator'],
  '/admin/account': roles,
  '/admin/account/welcome': roles,
  '/admin/account/desk': roles,
  '/admin/account/profile': roles,
  '/admin/account/picture': roles,
  '/admin/account/picture/removal': roles,
  '/admin/account/address': roles,
  '/admin/account/password': roles,
  '/admin/account/passkeys': roles,
  '/admin/account/passkeys/challenge': roles,
  '/admin/account/passkeys/:id/removal': roles,
  '/admin/account/proof/challenge': roles,
  '/admin/account/codes': roles,
  '/admin/account/codes/removal': roles,
  '/admin/account/recovery-codes': roles,
  '/admin/sessions/:id/end': roles,
  '/admin/sessions/others/end': roles,
}

const adminPaths = () => [
  ...new Set(
    blog()
      .app.routes.map(({ path }) => path)
      .filter(path => path.startsWith('/admin') && !path.includes('*')),
  ),
]
const concrete = (path: string) =>
  path
    .replace('/decisions/:id', '/decisions/00000000-0000-4000-8000-000000000000')
    .replace(':id', '1')
    .replace(':number', '1')

const isRouted = (path: string, method: string) =>
  blog().app.routes.some(
    route => route.path === path && route.method === (method === 'HEAD' ? 'GET' : method),
  )

/** What may become of a request, as a pattern; what a role may use can still be missing. */
function fateOf(path: string, method: string, role: Role): string {
  if (!isRouted(path, method)) return '404'
  return allowed[path]?.includes(role) ? '(open|404)' : '403'
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('everything under /admin', () => {
  test('is listed here with who may use it', () => {
    expect(adminPaths().sort()).toEqual(Object.keys(allowed).sort())
  })

  test('leads a stranger to the sign-in, whatever the method, and shows and does nothing', async () => {
    await blog().publish()
    for (const path of adminPaths())
      for (const method of methods) {
        const answer = await blog()
          .visitor()
          .send(concrete(path), { method, headers: { ...form, origin: 'http://localhost:3000' } })
        expect(`${method} ${path} ${answer.status} ${answer.headers.get('location')}`).toMatch(
          /303 \/sign-in\?return=/,
        )
      }
  })

  test.each(roles)('lets the role %s do what it may, and no more', async role => {
    await join(blog(), 'administrator', { name: 'Root', email: 'root@blog.example' })
    const visitor = await join(blog(), role)
    for (const path of adminPaths())
      for (const method of methods) {
        // HEAD is GET without its body. What has no route is nobody's, which one method shows.
        if (method === 'HEAD' || (method !== 'DELETE' && !isRouted(path, method))) continue
        // This one would sign the visitor out, and the other never ends: it is tested by itself.
        if (path.endsWith('others/end') || path === '/admin/events') continue
        const answer = await visitor.send(concrete(path), {
          method,
          headers: { ...form, origin: 'http://localhost:3000' },
          ...(method === 'POST' ? { body: 'role=nothing' } : {}),
        })
        const fate = answer.status === 403 || answer.status === 404 ? answer.status : 'open'
        expect(`${method} ${path} ${fate}`).toMatch(
          new RegExp(`^${method} ${path} ${fateOf(path, method, role)}$`),
        )
        expect(answer.headers.get('cache-control')).toBe('private, no-store')
      }
  })

  test('refuses a form that another site sends with the cookies of an administrator', async () => {
    const administrator = await join(blog(), 'administrator')
    const refuses = async (path: string, headers: Record<string, string>) => {
      const answer = await administrator.send(concrete(path), {
        method: 'POST',
        headers: { ...form, ...headers },
        body: 'role=administrator',
      })
      expect(`${path} ${answer.status}`).toBe(`${path} 403`)
    }
    for (const path of adminPaths()) await refuses(path, { origin: 'https://evil.example' })
    for (const headers of [{ origin: 'null' }, {}]) await refuses('/admin/people/:id/role', headers)
  })
})
