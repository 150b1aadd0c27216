import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/messages.ts'
import { furnishedBlog, testBlog, type TestBlog } from '../support/blog.ts'
import { upload, uploadPicture } from '../support/pictures.ts'
import { ageSessions, join, staff } from '../support/staff.ts'
import { type Answer, hiddenIn, lin, mara, tomas, type Visitor } from '../support/visitor.ts'
import { problemsIn } from './html-problems.ts'

interface Scene {
  blog: TestBlog
  administrator: Visitor
  /** Of the comments. */
  ids: number[]
}

/** A queue with something of everything, newest last, and who looks after it. */
async function furnish(blog: TestBlog): Promise<Scene> {
  const slug = await blog.publish()
  const first = await blog.visitor().comment(slug, mara)
  await blog.approve(first)
  const reply = await blog.visitor({ ip: '198.51.100.1' }).comment(slug, { ...lin, parent: String(first) })
  const spam = await blog
    .visitor({ ip: '198.51.100.2' })
    .comment(slug, { ...tomas, website: 'https://example.org/', comment: '> quoted\n\n`code` and *more*' })
  return { blog, administrator: await join(blog, 'administrator'), ids: [first, reply, spam] }
}

const choiceIn = (html: string, to: string) =>
  html.match(new RegExp(`name="one" value="(${to} [^"]+)"`))?.[1] ?? ''

/** Somebody with a role, who joins where they have not yet. */
async function accountOf(blog: TestBlog, role: 'moderator' | 'editor'): Promise<number> {
  const { db } = blog.database
  const find = () =>
    db.selectFrom('private.accounts').select('id').where('name', '=', staff[role].name).executeTakeFirst()
  if (!(await find())) await join(blog, role)
  return (await find())?.id ?? 0
}

const articleIn = async (visitor: Visitor) =>
  (await visitor.get('/admin/posts')).html.match(/\/admin\/posts\/\d+(?=")/)?.[0] ?? ''

type Open = (visitor: Visitor, ids: number[], blog: TestBlog) => Promise<Answer>

/** Those that are only looked at. */
const lookedAt: Record<string, Open> = {
  'the queue': visitor => visitor.get('/admin/comments'),
  'the queue, all': visitor => visitor.get('/admin/comments?status=all'),
  'the queue, nothing in it': visitor => visitor.get('/admin/comments?status=trash'),
  'what was learned': visitor => visitor.get('/admin/spam'),
  'what was learned, to be forgotten': visitor => visitor.get('/admin/spam/forgetting'),
  'the spam, to be emptied': visitor => visitor.get('/admin/spam/emptying'),
  'a comment to edit': (visitor, [id]) => visitor.get(`/admin/comments/${id}/text`),
  'a comment to reply to': (visitor, ids) => visitor.get(`/admin/comments/${ids[1]}/reply`),
  'a comment to delete': (visitor, [id]) => visitor.get(`/admin/comments/${id}/erasure`),
  'the start': visitor => visitor.get('/admin'),
  'the articles': visitor => visitor.get('/admin/posts'),
  'the trash': visitor => visitor.get('/admin/posts?tab=trash'),
  'a new article': visitor => visitor.get('/admin/posts/new'),
  'an article': async visitor => visitor.get(await articleIn(visitor)),
  revisions: async visitor => visitor.get(`${await articleIn(visitor)}/revisions`),
  'a revision': async visitor => visitor.get(`${await articleIn(visitor)}/revisions/1`),
  'no picture that is unused': visitor => visitor.get('/admin/media?unused=yes&search=x'),
  tags: visitor => visitor.get('/admin/tags'),
  'the log': visitor => visitor.get('/admin/log'),
  'the rules': visitor => visitor.get('/admin/discussion'),
  'the settings': visitor => visitor.get('/admin/settings'),
  people: visitor => visitor.get('/admin/people'),
  'somebody to invite': visitor => visitor.get('/admin/invitations?role=author'),
  'an account': visitor => visitor.get('/admin/account'),
  'readers’ data': visitor => visitor.get('/admin/readers'),
  'the audit log': visitor => visitor.get('/admin/audit'),
  'an article, to who moderates it': visitor => visitor.get('/tea'),
}

/** Those that come of something else. */
const others: Record<string, Open> = {
  'the queue, searched': visitor =>
    visitor.get('/admin/comments?search=nothing&since=2026-01-01&until=2026-02-01'),
  'the queue after a decision': async visitor => {
    const { html } = await visitor.get('/admin/comments')
    const answer = await visitor.post('/admin/decisions', { one: choiceIn(html, 'spam'), status: 'pending' })
    return visitor.get(answer.headers.get('location') ?? '')
  },
  'the queue, nothing selected': visitor =>
    visitor.post('/admin/decisions', { to: 'spam', status: 'pending' }),
  'the queue, overtaken': async visitor => {
    const { html } = await visitor.get('/admin/comments')
    await visitor.post('/admin/decisions', { one: choiceIn(html, 'spam'), status: 'pending' })
    return visitor.post('/admin/decisions', { one: choiceIn(html, 'approved'), status: 'pending' })
  },
  'what was learned, and a text tried': visitor =>
    visitor.post('/admin/spam/trial', { text: 'Casino', name: 'Best', website: 'https://casino.example/' }),
  'an edit with nothing in it': (visitor, [id]) =>
    visitor.post(`/admin/comments/${id}/text`, { comment: '' }),
  'a reply with nothing in it': (visitor, ids) =>
    visitor.post(`/admin/comments/${ids[1]}/reply`, { comment: '' }),
  'a decision about all that match': async visitor => {
    const { html } = await visitor.get('/admin/comments')
    const answer = await visitor.post('/admin/decisions', {
      ...hiddenIn(html, '/admin/decisions'),
      to: 'spam',
      every: 'yes',
    })
    const decision = answer.headers.get('location')?.match(/decided=([\da-f-]+)/)?.[1] ?? ''
    return visitor.get(`/admin/decisions/${decision}`)
  },
  'the articles, none selected': visitor => visitor.post('/admin/post-changes', { act: 'trash' }),
  'an article that can’t be': visitor =>
    visitor.post('/admin/posts/new', {
      act: 'save',
      mark: crypto.randomUUID(),
      title: '',
      slug: 'a b',
      until: 'days',
    }),
  'an article that somebody else has saved': async visitor => {
    const at = await articleIn(visitor)
    const fields = { act: 'save', title: 'x', language: 'en', slug: '', until: 'site' }
    await visitor.post(at, { ...fields, base: '1', mark: crypto.randomUUID(), source: 'one' })
    return visitor.post(at, { ...fields, base: '1', mark: crypto.randomUUID(), source: 'two' })
  },
  'a preview of an article': visitor =>
    visitor.post('/admin/post-previews', {
      title: 'On *tea*',
      source: '# One\n\n| a |\n|---|\n| b |',
      language: 'en',
    }),
  'translations, of nothing that is there': async visitor =>
    visitor.post(`${await articleIn(visitor)}/translations`, { other: 'nothing' }),
  'a link to a draft': async visitor => visitor.post(`${await articleIn(visitor)}/preview-link`, {}),
  'an article with no days': async visitor => {
    const { html } = await visitor.get('/admin/posts')
    return visitor.post(html.match(/action="([^"]+openness)"/)?.[1] ?? '', { until: 'days', days: 'x' })
  },
  'pictures and files': async visitor => {
    await uploadPicture(visitor)
    await upload(visitor, 'some words', 'notes.txt')
    return visitor.get('/admin/media')
  },
  'a file that can’t be taken': visitor => upload(visitor, '', 'empty.txt'),
  'a picture': async visitor => visitor.get(`${await uploadPicture(visitor)}?done=added`),
  'a picture with too long a description': async visitor =>
    visitor.post(await uploadPicture(visitor), { alt: 'x'.repeat(1001) }),
  'a picture to delete': async visitor => visitor.get(`${await uploadPicture(visitor)}/removal`),
  'a tag': async visitor => {
    const { html } = await visitor.get('/admin/tags')
    return visitor.post(html.match(/\/admin\/tags\/\d+/)?.[0] ?? '', { name: '', description: '' })
  },
  'old addresses': async visitor => {
    await visitor.post('/admin/addresses', { path: '/old', to: '' })
    await visitor.post('/admin/addresses', { path: '/older', to: '/old' })
    return visitor.post('/admin/addresses', { path: '', to: '' })
  },
  'an old address': async visitor => {
    await visitor.post('/admin/addresses', { path: '/old', to: '' })
    const { html } = await visitor.get('/admin/addresses')
    return visitor.get(html.match(/\/admin\/addresses\/\d+/)?.[0] ?? '')
  },
  'a profile that can’t be': visitor =>
    visitor.post('/admin/account/profile', { name: '', line: '', links: 'x' }),
  'settings that can’t be': visitor => visitor.post('/admin/settings', { title: '', time_zone: 'Berlin' }),
  'the rules, tried': visitor => visitor.post('/admin/discussion', { try: 'yes' }),
  'people, with one removed and one changed': async (visitor, _, blog) => {
    const [mo, edwin] = [await accountOf(blog, 'moderator'), await accountOf(blog, 'editor')]
    await visitor.post(`/admin/people/${mo}/removal`, {})
    await visitor.post(`/admin/people/${edwin}/role`, { role: 'author' })
    return visitor.get('/admin/people?done=sessions')
  },
  'a role to change': async (visitor, _, blog) =>
    visitor.get(`/admin/people/${await accountOf(blog, 'editor')}/role?role=moderator`),
  'somebody to remove, with a proof': async (visitor, _, blog) => {
    const id = await accountOf(blog, 'editor')
    await ageSessions(blog)
    return visitor.post(`/admin/people/${id}/removal`, { password: 'a guess' })
  },
  'an invitation': visitor => visitor.post('/admin/invitations', { role: 'author' }),
  'a reader’s data': visitor => visitor.post('/admin/readers', { address: mara.email }),
  'the system, with something of everything': async (visitor, _, blog) => {
    const { db } = blog.database
    await db
      .insertInto('private.jobs')
      .values([
        {
          name: 'forget-contacts',
          payload: '{}',
          state: 'failed',
          attempts: 12,
          why: 'TypeError · at f (x.ts:1)',
        },
        { name: 'find-older-terms', payload: '{}', attempts: 1, why: 'Error' },
        { name: 'forget-sessions', payload: '{}' },
      ])
      .execute()
    return visitor.get('/admin/system?done=dropped')
  },
  'a job to drop': async (visitor, _, blog) => {
    const { db } = blog.database
    const job = { name: 'forget-contacts', payload: '{}', state: 'failed' } as const
    const { id } = await db.insertInto('private.jobs').values(job).returning('id').executeTakeFirstOrThrow()
    return visitor.get(`/admin/system/jobs/${id}/removal`)
  },
  'a job that is gone': visitor => visitor.post('/admin/system/jobs/1/removal', {}),
  'the sign-in, refused': visitor => visitor.post('/sign-in', { email: mara.email, password: 'wrong' }),
}

/** The languages in turn: what a language says is escaped alike on every screen. */
const inTurn = (screens: Record<string, Open>) =>
  Object.entries(screens).map(([name, open], turn) => ({
    name,
    open,
    language: languages[turn % languages.length] ?? 'en',
  }))

/** What a screen is like in a language, which it may say is another. */
async function shown({ blog, administrator, ids }: Scene, open: Open, language: string) {
  await administrator.post('/preferences', { language, theme: 'dark', return: '/admin' })
  const { html } = await open(administrator, ids, blog)
  const says = html.match(/<html lang="([^"]+)"/)?.[1]
  return { language: says, hasTitle: html.includes('<title>'), problems: await problemsIn(html) }
}

const valid = (language: string) => ({ language, hasTitle: true, problems: [] })

describe('whoever looks', () => {
  const scene = furnishedBlog(furnish)

  test.each(inTurn(lookedAt))('the HTML is valid: $name, in $language', async ({ open, language }) => {
    expect(await shown(scene(), open, language)).toEqual(valid(language))
  })
})

describe('whoever does more', () => {
  const blog = testBlog()

  test.each(inTurn(others))('the HTML is valid: $name, in $language', async ({ open, language }) => {
    expect(await shown(await furnish(blog()), open, language)).toEqual(valid(language))
  })
})
