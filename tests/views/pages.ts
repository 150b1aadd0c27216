import { keepTerms } from '../../src/search/comment-terms.ts'
import { visitorWithoutDatabase } from '../support/away.ts'
import type { TestBlog } from '../support/blog.ts'
import { converse, thoughts } from '../support/conversation.ts'
import { type Answer, mara, tomas, type Visitor } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'

/** A blog with something of everything on its pages: an article, conversations, one of them long. */
export async function furnish(blog: TestBlog): Promise<void> {
  await blog.publish({ source: everything, tags: ['tea', '半导体'] })
  await blog.publish({ slug: 'closed', comments: { until: 'closed' }, publishedAt: new Date('2026-01-01') })
  await setSettings(blog.database.db, { threads_per_page: 5 })
  const ids = await converse(blog, 'tea', [
    ...thoughts(3),
    { text: 'Gone', answers: 0, status: 'trash' },
    { text: 'Still here', answers: 3 },
    ...thoughts(8).map((saying, place) => ({ ...saying, answers: place === 0 ? 1 : 4 + place })),
    ...thoughts(8).map(saying => ({ ...saying, answers: 2 })),
    ...thoughts(8),
  ])
  await converse(blog, 'closed', [{ text: 'Said before' }])
  const written = await blog
    .visitor({ ip: '198.51.100.1' })
    .comment('tea', { ...tomas, comment: markdown, parent: String(ids[0]) })
  await blog.approve(written)
  await keepTerms(
    blog.database.db,
    await blog.database.db.selectFrom('comments').select(['id', 'name', 'source']).execute(),
  )
}

type Open = (visitor: Visitor, blog: TestBlog) => Promise<Answer>

const firstThread = async (blog: TestBlog, place: number) => {
  const rows = await blog.database.db.selectFrom('threads').select('id').orderBy('id').execute()
  return rows[place]?.id ?? 0
}

async function own(visitor: Visitor): Promise<number> {
  return visitor.comment('tea', { ...mara, comment: `*Mine*, ${crypto.randomUUID()}` })
}

type Page = readonly [name: string, status: number, open: Open]

/** Every kind of page a reader can meet who only reads, with the status it comes with. */
export const readPages: readonly Page[] = [
  ['the home page', 200, visitor => visitor.get('/')],
  ['a tag', 200, visitor => visitor.get('/tags/tea')],
  ['a search', 200, visitor => visitor.get('/search')],
  ['what a search finds', 200, visitor => visitor.get('/search?q=thought')],
  ['what a search finds under a tag', 200, visitor => visitor.get('/search?q=first&tag=tea&order=date')],
  ['a search that finds nothing', 200, visitor => visitor.get('/search?q=xyzzy')],
  ['an article with its comments', 200, visitor => visitor.get('/tea')],
  [
    'an article on its second page',
    200,
    async (visitor, blog) => visitor.get(`/tea?from=${await firstThread(blog, 5)}`),
  ],
  ['an article with closed comments', 200, visitor => visitor.get('/closed')],
  [
    'one conversation',
    200,
    async (visitor, blog) => visitor.get(`/tea/threads/${await firstThread(blog, 2)}`),
  ],
  ['a reply', 200, async (visitor, blog) => visitor.get(`/tea?reply=${await firstThread(blog, 0)}`)],
  ['404', 404, visitor => visitor.get('/nowhere')],
  ['404 for what may be meant', 404, visitor => visitor.get('/on-tea.html')],
]

/** Every kind that comes of something else: of what is sent, of a setting, or of a database that is away. */
export const otherPages: readonly Page[] = [
  [
    'what is kept',
    200,
    async (visitor, blog) => {
      await setSettings(blog.database.db, { privacy_text: '## We\n\n*Ada*, harbour 1', footer: '# Foot' })
      return visitor.get('/privacy')
    },
  ],
  [
    '429 for searches',
    429,
    async visitor => {
      for (let n = 0; n < 90; n++) await visitor.get('/search?q=--')
      return visitor.get('/search?q=--')
    },
  ],
  [
    'a pending comment',
    200,
    async visitor => {
      const { headers } = await visitor.get(`/comments/${await own(visitor)}`)
      return visitor.get(headers.get('location')?.split('#')[0] ?? '')
    },
  ],
  [
    'a remembered reader',
    200,
    async visitor => {
      await visitor.post('/tea/comments', { ...mara, remember: 'yes' })
      return visitor.get('/tea')
    },
  ],
  ['a preview', 200, visitor => visitor.post('/tea/comments/preview', { ...mara, comment: markdown })],
  [
    'a form with errors',
    422,
    visitor => visitor.post('/tea/comments', { ...mara, name: '', email: 'x', website: 'y', comment: '' }),
  ],
  [
    'a reply with errors',
    422,
    async (visitor, blog) =>
      visitor.post('/tea/comments', { ...mara, email: '', parent: String(await firstThread(blog, 0)) }),
  ],
  ['an edit', 200, async visitor => visitor.get(`/comments/${await own(visitor)}/revision`)],
  [
    'an edit with a preview',
    200,
    async visitor =>
      visitor.post(`/comments/${await own(visitor)}/revision`, { comment: markdown, preview: 'yes' }),
  ],
  [
    'an edit with an error',
    422,
    async visitor => visitor.post(`/comments/${await own(visitor)}/revision`, { comment: '' }),
  ],
  ['400', 400, visitor => visitor.post('/tea/comments', { ...mara, parent: 'x' })],
  [
    '403 for another site',
    403,
    visitor => visitor.post('/tea/comments', mara, { origin: 'https://evil.example' }),
  ],
  ['403 for closed comments', 403, visitor => visitor.post('/closed/comments', mara)],
  [
    '403 for an answer to nothing',
    403,
    visitor => visitor.post('/tea/comments', { ...mara, parent: '99999999' }),
  ],
  [
    '403 for an edit too late',
    403,
    async (visitor, blog) => {
      const id = await own(visitor)
      await setSettings(blog.database.db, { edit_minutes: 0 })
      return visitor.get(`/comments/${id}/revision`)
    },
  ],
  ['404 for a comment', 404, visitor => visitor.post('/nowhere/comments', mara)],
  ['413', 413, visitor => visitor.post('/tea/comments', { ...mara, comment: 'x'.repeat(300_000) })],
  [
    '413 beyond all measure',
    413,
    visitor => visitor.post('/tea/comments', { ...mara, comment: 'x'.repeat(3_000_000) }),
  ],
  [
    '429',
    429,
    async (visitor, blog) => {
      await setSettings(blog.database.db, { comments_per_minute: 1 })
      await own(visitor)
      return visitor.post('/tea/comments', mara)
    },
  ],
  ['503', 503, async (_, blog) => (await visitorWithoutDatabase(blog)).get('/tea')],
  [
    '503 for a comment',
    503,
    async (_, blog) => (await visitorWithoutDatabase(blog)).post('/tea/comments', mara),
  ],
  [
    '503 for another form',
    503,
    async (_, blog) => (await visitorWithoutDatabase(blog)).post('/sign-in', { ...mara, password: 'x' }),
  ],
]

const everything = `A *first* paragraph with \`code\`, a [link](https://example.org/), and a note.[^1]

## A heading & another

### Smaller

- [ ] to do
- [x] done

1. one
2. two

> A quotation
> of two lines

| a | b |
|:--|--:|
| 1 | 2 |

\`\`\`js
const tea = 'green' // hot
\`\`\`

![A pot](https://example.org/pot.png "A pot")

---

[^1]: The note.
`

const markdown = `*Emphasis*, **strong**, \`code\` and https://example.org/a_page.

> quoted

- one
- two

\`\`\`
block
\`\`\`

[a link](https://example.org/) <b>no</b> & so on`
