import { expect, test } from 'vitest'
import { erasePerson } from '../../src/moderation/erase.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { testKeys } from '../support/keys.ts'
import { testBlog } from '../support/blog.ts'
import { readerAt } from '../support/reader.ts'
import { setSettings } from '../support/settings.ts'
import { join } from '../support/staff.ts'
import { type Answer, hiddenIn, mara, type Visitor } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

interface Scene {
  id: number
  author: Visitor
  moderator: Visitor
}

/** What one of two is told: it was done, somebody was first, it is so already, or there is nothing there any more. */
type Told = 'done' | 'told' | 'gone'

interface Heard {
  told: Told
  html: string
}

interface Way {
  /** Looks at the comment; gives what presses the button then. */
  look(scene: Scene): Promise<() => Promise<Heard>>
  /** New words, which nobody may lose. */
  words?: string
}

const heardFrom = ({ status, html }: Answer): Heard => ({
  told: status === 409 ? 'told' : status === 403 || status === 404 ? 'gone' : 'done',
  html,
})

const heard = (told: Told): Heard => ({ told, html: '' })

/** A form on a page, with what it had when it was looked at. */
const form =
  (page: (scene: Scene) => string, fields: Record<string, string>, as: 'author' | 'moderator') =>
  async (scene: Scene) => {
    const path = page(scene)
    const { html } = await scene[as].get(path)
    return async () => heardFrom(await scene[as].post(path, { ...hiddenIn(html, path), ...fields }))
  }

async function button(moderator: Visitor, page: string, to: string, id: number) {
  const { html } = await moderator.get(page)
  const one = html.match(new RegExp(`name="one" value="(${to} ${id} \\d+)"`))?.[1] ?? 'none'
  return async () => heardFrom(await moderator.post('/admin/decisions', { one, status: 'all' }))
}

const ways: Record<string, Way> = {
  'the author edits': {
    look: form(({ id }) => `/comments/${id}/revision`, { comment: 'As the author has it' }, 'author'),
    words: 'As the author has it',
  },
  'the author withdraws': {
    look:
      async ({ author, id }) =>
      async () => {
        const { status } = await author.post(`/comments/${id}/withdrawal`, {})
        return heard(status === 303 ? 'done' : 'gone')
      },
  },
  'approved in the queue': {
    look: ({ moderator, id }) => button(moderator, '/admin/comments?status=all', 'approved', id),
  },
  'spam in the queue': {
    look: ({ moderator, id }) => button(moderator, '/admin/comments?status=all', 'spam', id),
  },
  'edited by a moderator': {
    look: form(({ id }) => `/admin/comments/${id}/text`, { comment: 'As a moderator has it' }, 'moderator'),
    words: 'As a moderator has it',
  },
  'answered and approved': {
    look: form(
      ({ id }) => `/admin/comments/${id}/reply`,
      { comment: 'Thank you.', approve: 'yes' },
      'moderator',
    ),
  },
  'deleted for good': {
    look: form(({ id }) => `/admin/comments/${id}/erasure`, {}, 'moderator'),
  },
  'all that match to the trash': {
    async look({ moderator }) {
      const { html } = await moderator.get('/admin/comments?status=all')
      const fields = { ...hiddenIn(html, '/admin/decisions'), to: 'trash', every: 'yes' }
      return async () => {
        const answer = await moderator.post('/admin/decisions', fields)
        const page = await moderator.get(answer.headers.get('location') ?? '')
        return heard(page.html.includes('as it is: somebody changed it meanwhile') ? 'told' : 'done')
      }
    },
  },
  'taken back in the log': {
    async look({ moderator }) {
      const { html } = await moderator.get('/admin/log')
      const undo = html.match(/action="(\/admin\/steps\/\d+\/reversal)"/)?.[1] ?? ''
      return async () => heardFrom(await moderator.post(undo, { status: 'all' }))
    },
  },
  'spam on the command line': {
    look:
      async ({ id }) =>
      async () => {
        const { outcome } = await moderate(db(), id, 'spam', { kind: 'command' })
        return heard(outcome === 'withdrawn' ? 'gone' : 'done')
      },
  },
  'its author is forgotten': {
    look:
      async ({ id }) =>
      async () => {
        const { contact_id: contact } = await db()
          .selectFrom('private.origins')
          .select('contact_id')
          .where('comment_id', '=', id)
          .executeTakeFirstOrThrow()
        if (contact === null) return heard('gone')
        const erasure = { comments: 'remove' } as const
        const reader = await readerAt(blog(), mara.email)
        const count = await erasePerson(db(), testKeys, reader, erasure, { account: null, name: 'Ada' })
        return heard(count === 1 ? 'done' : 'gone')
      },
  },
}

/**
 * What the second of two is told, once the first has committed, line by line: what they want, after each thing that the
 * first may have done, in the order of the lines. `+` it is done: it ends the comment whatever it is, it is looked at
 * only as it is done, or it has new words for those that its author saw. `=` It is so already. `!` They are told, and
 * what the first did stands. `x` There is nothing left for them. Two whose transactions meet: two-moderators.test.ts.
 */
const table = `
the author edits            = x + + ! + x x + + x
the author withdraws        + x + + + + x x + + x
approved in the queue       ! ! = ! ! = ! ! ! ! !
spam in the queue           ! ! ! = ! ! ! ! = = !
edited by a moderator       ! x ! ! = ! x ! ! ! x
answered and approved       ! x = ! ! = x ! ! ! x
deleted for good            ! x ! ! ! ! x ! ! ! x
all that match to the trash ! = ! ! ! ! = = ! ! =
taken back in the log       ! ! ! = ! ! ! ! = = !
spam on the command line    + x + = + + x + = = x
its author is forgotten     + x + + + + x + + + x
`

test('two people who look at one comment, of whom one acts first: nothing is overwritten unseen', async () => {
  const moderators = [await join(blog(), 'moderator'), await join(blog(), 'editor')] as const
  await setSettings(db(), { comments_per_minute: 1_000 })
  const lines: string[] = []
  for (const second of Object.keys(ways)) {
    const fates: string[] = []
    for (const first of Object.keys(ways)) fates.push(await meet(first, second, moderators))
    lines.push(`${second.padEnd(28)}${fates.join(' ')}`)
  }
  expect(`\n${lines.join('\n')}\n`).toBe(table)
}, 240_000)

async function meet(first: string, second: string, [one, two]: readonly [Visitor, Visitor]): Promise<string> {
  await db().deleteFrom('posts').execute()
  const slug = await blog().publish()
  const author = blog().visitor()
  const id = await author.comment(slug, mara)
  for (const to of ['spam', 'pending'] as const) await moderate(db(), id, to, { kind: 'command' })
  const acts = await ways[first]?.look({ id, author, moderator: one })
  const reacts = await ways[second]?.look({ id, author, moderator: two })
  await acts?.()

  const left = await rowOf(id)
  const { told, html } = (await reacts?.()) ?? { told: 'gone', html: '' }
  const now = await rowOf(id)
  if (told === 'done' && now.step !== left.step) return '+'
  // Whoever is not heard has changed nothing, and has their words back.
  const { words = '' } = ways[second] ?? {}
  const isKept = told !== 'told' || html.includes(words)
  expect([first, second, now, isKept]).toEqual([first, second, left, true])
  return told === 'done' ? '=' : told === 'told' ? '!' : 'x'
}

const rowOf = (id: number) =>
  db()
    .selectFrom('comments')
    .select(['status', 'source', 'html', 'step', 'edited_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
