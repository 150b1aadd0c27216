import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { renderDraft, type RenderedDraft, storeComment } from '../../src/comments/submit.ts'
import type { Submission } from '../../src/comments/submission.ts'
import { commentHtml } from '../../src/text/comment-html.ts'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

const submission: Submission = {
  slug: 'tea',
  parent: null,
  draft: { text: 'A second thought', name: 'Mara', email: null, website: null },
  sender: { kind: 'browser', id: 'theirs' },
  language: 'en',
  origin: { ip: '192.0.2.1', userAgent: null, browser: 'theirs' },
  staff: null,
  client: '192.0.2.1',
}

async function store(some: Partial<Submission>, render?: () => Promise<RenderedDraft>) {
  const { services } = blog()
  const sent = { ...submission, ...some }
  const judgedBy = { settings: await readNow(), watchlists: () => services.watchlists() }
  return storeComment(services.db, services.keys, judgedBy, sent, render ?? (() => renderDraft(sent)))
}

const readNow = () => blog().services.settings.current()

const close = () => blog().database.db.updateTable('posts').set({ comments_open: false }).execute()

const nobodyRenders = () => Promise.reject(new Error('a comment that is refused was rendered'))

test('a comment that is refused is not rendered first', async () => {
  const slug = await blog().publish({ slug: 'tea' })
  const waiting = await blog().visitor().comment(slug, mara)
  expect(await store({ slug: 'coffee' }, nobodyRenders)).toEqual({ outcome: 'noSuchPost' })
  expect(await store({ parent: waiting }, nobodyRenders)).toEqual({ outcome: 'parentNotPublic' })
  expect(await store({})).toMatchObject({ outcome: 'accepted' })
  expect(await store({}, nobodyRenders)).toMatchObject({ outcome: 'repeated' })
  await setSettings(blog().database.db, { comments_per_minute: 1 })
  const another = { draft: { ...submission.draft, text: 'A third' } }
  expect(await store(another, nobodyRenders)).toMatchObject({ outcome: 'tooFast' })
  await close()
  expect(await store({ ...another, client: '192.0.2.2' }, nobodyRenders)).toEqual({ outcome: 'closed' })
})

test('an article that closes while a comment is rendered for long takes it no more', async () => {
  await blog().publish({ slug: 'tea' })
  let times = 0
  const slow = async () => {
    if (times++ === 0) await close()
    const until = times === 1 ? performance.now() + 60 : 0
    while (performance.now() < until) await setImmediate()
    return { html: '<p>late</p>', language: 'en' }
  }
  expect(await store({}, slow)).toEqual({ outcome: 'closed' })
  expect(times).toBe(1)
})

test('hundreds of comments that are rendered at once leave turns of the event loop to others', async () => {
  const worst = '*a* `b` [c](https://d.example) '.repeat(8)
  const texts = Array.from({ length: 300 }, () => commentHtml(worst, 'anybody'))
  const all = Promise.all(texts).then(() => 'rendered')
  let turns = 0
  while ((await Promise.race([all, setImmediate('a turn')])) === 'a turn') turns++
  expect(turns).toBeGreaterThan(2)
})
