import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { askTogether } from '../../src/db/together.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

/** Halves numbers in the database, which refuses 0, and says what was in each statement. */
function halving() {
  const statements: (readonly number[])[] = []
  const half = askTogether<number, number>(
    async (db, numbers) => {
      statements.push(numbers)
      const { rows } = await sql<{ half: number }>`
        select 50 / (100 / n) as half from unnest(${[...numbers]}::int[]) with ordinality as asked (n, at)
        order by at`.execute(db)
      return rows.map(row => row.half)
    },
    number => number,
  )
  return { statements, half: (number: number) => half(blog().database.db, number) }
}

describe('what is asked at the same time', () => {
  test('is one statement, and each gets its own answer', async () => {
    const { statements, half } = halving()
    const answers = await Promise.all([20, 4, 10].map(half))
    expect(answers).toEqual([10, 2, 5])
    expect(statements).toEqual([[20, 4, 10]])
  })

  test('waits for the statement before, and is asked with all who came meanwhile', async () => {
    const { statements, half } = halving()
    const first = half(20)
    const others = first.then(() => undefined)
    await new Promise(setImmediate)
    const later = [half(4), half(10)]
    expect(await Promise.all([first, ...later, others])).toEqual([10, 2, 5, undefined])
    expect(statements).toEqual([[20], [4, 10]])
  })

  test('is asked alone once the database has refused it, so that one costs no other its answer', async () => {
    const { statements, half } = halving()
    const answers = await Promise.allSettled([20, 0, 10].map(half))
    expect(answers.map(answer => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(statements).toEqual([[20, 0, 10], [20], [0], [10]])
  })

  test('is not asked twice in one statement', async () => {
    const { statements, half } = halving()
    expect(await Promise.all([20, 20, 10].map(half))).toEqual([10, 10, 5])
    expect(statements).toEqual([[20, 10], [20]])
  })

  test('fails as a whole where nobody knows what became of it, and is not asked again', async () => {
    let asked = 0
    const ask = askTogether<number, number>(() => {
      asked++
      return Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
    })
    const answers = await Promise.allSettled([1, 2].map(number => ask(blog().database.db, number)))
    expect([answers.map(answer => answer.status), asked]).toEqual([['rejected', 'rejected'], 1])
  })

  test('does not wait for ever for a statement that waits for somebody', async () => {
    const held = Promise.withResolvers<number[]>()
    const ask = askTogether<number, number>((_, numbers) =>
      numbers.includes(1) ? held.promise : Promise.resolve([...numbers]),
    )
    const first = ask(blog().database.db, 1)
    await new Promise(setImmediate)
    expect(await ask(blog().database.db, 2)).toBe(2)
    held.resolve([1])
    expect(await first).toBe(1)
  })
})

test('of comments that come at once, one that can’t be stored costs no other its place', async () => {
  const { db } = blog().database
  await blog().publish()
  await sql`create function private.refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'refused';
    end $$`.execute(db)
  await sql`create trigger refuse before insert on public.comments
    for each row when (new.source = 'refused') execute function private.refuse()`.execute(db)
  onTestFinished(async () => {
    await sql`drop trigger refuse on public.comments`.execute(db)
    await sql`drop function private.refuse()`.execute(db)
  })
  const texts = ['one', 'refused', 'two', 'three']
  const answers = await Promise.all(
    texts.map(comment =>
      blog()
        .visitor()
        .post('/tea/comments', { ...mara, comment }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([303, 500, 303, 303])
  const stored = await db.selectFrom('comments').select('source').orderBy('source').execute()
  expect(stored.map(({ source }) => source)).toEqual(['one', 'three', 'two'])
})
