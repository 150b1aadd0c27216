import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

test('what forbids the planner to sort forbids it to compile too: it would, for what all else seems to cost', async () => {
  const { db } = await testDatabase()
  const { rows } = await sql<{ name: string; settings: string[] }>`
    select proname as name, proconfig as settings from pg_proc
    where pronamespace in ('private'::regnamespace, 'public'::regnamespace)
      and exists (select from unnest(proconfig) as s where s = 'enable_sort=off')`.execute(db)
  expect(rows.map(({ name }) => name)).toContain('known_before_comments')
  for (const { name, settings } of rows)
    expect({ name, settings }).toMatchObject({ settings: expect.arrayContaining(['jit=off']) })
})

test('no function tells of changes but through the one that knows the channel’s name', async () => {
  const { db } = await testDatabase()
  const { rows } = await sql<{ name: string }>`
    select proname as name from pg_proc
    where pronamespace in ('private'::regnamespace, 'public'::regnamespace) and prosrc ~* 'pg_notify|\\mnotify '`.execute(
    db,
  )
  expect(rows.map(({ name }) => name)).toEqual(['tell'])
})
