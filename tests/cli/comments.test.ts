import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { typed } from './typed.ts'

const blog = testBlog()
const comments = (...args: string[]) => typed(blog(), 'comments', ...args)

async function four() {
  await blog().publish()
  return converse(blog(), 'tea', [
    { text: 'Waits', status: 'pending' },
    { text: 'Shown', status: 'approved' },
    { text: 'Sold', status: 'spam' },
    { text: 'Gone', status: 'withdrawn' },
  ])
}

const statusOf = async (id: number) =>
  (
    await blog()
      .database.db.selectFrom('comments')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).status

describe('comments list', () => {
  test('shows those that wait, with number, time, name, article and words', async () => {
    const [waits] = await four()
    for (const args of [[], ['list']]) {
      const { code, lines } = await comments(...args)
      expect(code).toBe(0)
      expect(lines).toHaveLength(2)
      expect(lines[0]).toMatch(
        new RegExp(`^ *${waits}  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  pending +Reader 1, on /tea$`),
      )
      expect(lines[1]?.trim()).toBe('Waits')
    }
  })

  test('shows those of another status, or all, or as many as asked for', async () => {
    await four()
    expect((await comments('list', '--status', 'spam')).lines.join()).toContain('Sold')
    expect((await comments('list', '--status', 'all')).lines).toHaveLength(8)
    expect((await comments('list', '--status', 'all', '--limit', '1')).lines).toHaveLength(2)
  })

  test('says so when there is none', async () => {
    expect(await comments('list')).toEqual({ code: 0, lines: ['No comment is pending.'], problems: [] })
    expect((await comments('list', '--status', 'all')).lines).toEqual(['There are no comments.'])
  })

  test.each([
    [['list', '--status', 'waiting'], '--status is one of'],
    [['list', '--limit', '0'], '--limit is a number'],
    [['list', '--limit', 'x'], '--limit is a number'],
    [['list', '--colour'], 'colour'],
  ])('refuses %j and says what it takes', async (args, message) => {
    const { code, problems } = await comments(...args)
    expect(code).toBe(2)
    expect(problems.join()).toContain(message)
  })
})

describe('comments approve, unapprove, spam, trash', () => {
  test('decide on several at once, each with a line that says what it was', async () => {
    const [waits = 0, shown = 0, sold = 0] = await four()
    const { code, lines } = await comments('approve', `${waits}`, `${sold}`, `${shown}`)
    expect(code).toBe(0)
    expect(lines).toEqual([
      `Comment ${waits} is approved (it was pending).`,
      `Comment ${sold} is approved (it was spam).`,
      `Comment ${shown} was approved already.`,
    ])
    for (const id of [waits, shown, sold]) expect(await statusOf(id)).toBe('approved')
  })

  test.each([
    ['approve', 'approved'],
    ['unapprove', 'pending'],
    ['spam', 'spam'],
    ['trash', 'trash'],
  ])('%s leaves it %s, and writes down who decided', async (verb, status) => {
    const [, shown = 0, sold = 0] = await four()
    for (const id of [shown, sold]) {
      expect((await comments(verb, `${id}`)).code).toBe(0)
      expect(await statusOf(id)).toBe(status)
    }
    const steps = await blog().database.db.selectFrom('private.moderation_log').selectAll().execute()
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) expect(step).toMatchObject({ to_status: status, kind: 'command' })
  })

  test('decide on those there are, and end with 1 for one that is not', async () => {
    const [waits = 0] = await four()
    const { code, lines, problems } = await comments('approve', '999999999', `${waits}`)
    expect(code).toBe(1)
    expect(problems).toEqual(['There is no comment 999999999.'])
    expect(lines).toEqual([`Comment ${waits} is approved (it was pending).`])
  })

  test('leave alone what its author withdrew', async () => {
    const [, , , gone = 0] = await four()
    const { code, problems } = await comments('approve', `${gone}`)
    expect(code).toBe(1)
    expect(problems.join()).toContain('withdrawn by its author')
    expect(await statusOf(gone)).toBe('withdrawn')
  })

  test.each([
    [['approve'], 'Which comments?'],
    [['approve', 'x'], '"x" is not the number of a comment.'],
    [['approve', '0'], '"0" is not the number'],
    [['approve', '1;drop'], 'is not the number'],
    [['approve', '9'.repeat(30)], 'is not the number'],
    [['erase', '1'], 'there is only comments list'],
    [['constructor', '1'], 'there is only comments list'],
  ])('refuse %j before anything is done', async (args, message) => {
    const { code, problems } = await comments(...args)
    expect(code).toBe(2)
    expect(problems.join()).toContain(message)
  })
})

describe('comments show', () => {
  test('shows one whole, with the address it was written from', async () => {
    await blog().publish()
    const id = await blog().visitor().comment('tea', {})
    const { code, lines } = await comments('show', `${id}`)
    expect(code).toBe(0)
    expect(lines.join('\n')).toContain('mara@lindqvist.example')
    expect(lines.join('\n')).toContain('Well said.')
  })

  test('says which is not there', async () => {
    expect(await comments('show', '7')).toEqual({ code: 1, lines: [], problems: ['There is no comment 7.'] })
  })
})
