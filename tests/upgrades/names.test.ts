import type { Migration } from 'kysely/migration'
import { expect, test } from 'vitest'
import * as notesOfNobody from '../../migrations/0176-notes-of-nobody.ts'
import * as nothingByAName from '../../migrations/0178-nothing-by-a-name.ts'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const [first, second]: [Migration, Migration] = [notesOfNobody, nothingByAName]

test('notes of nobody go with an update, and mutes and notes by a mere name, but for those by an address', async () => {
  const { db } = blog().database
  await setSettings(db, { name_email_required: false })
  const slug = await blog().publish()
  await blog().visitor().comment(slug, mara)
  await blog().visitor().comment(slug, { name: 'Guest', email: '', website: '', comment: 'By nobody' })
  const origins = await db.selectFrom('private.origins').select('who').orderBy('comment_id').execute()
  const whos = origins.map(({ who }) => who ?? '')
  for (const who of [...whos, 'nobody'])
    await db.insertInto('private.person_notes').values({ who, note: 'Noted', actor: 'Ada' }).execute()
  for (const mark of [...whos, 'nobody'])
    await db.insertInto('private.blocks').values({ kind: 'person', mark, actor: 'Ada' }).execute()
  await first.up(db)
  const notes = () => db.selectFrom('private.person_notes').select('who').orderBy('id').execute()
  expect((await notes()).map(({ who }) => who)).toEqual(whos)
  await second.up(db)
  expect((await notes()).map(({ who }) => who)).toEqual([whos[0]])
  // Who took their only comment back stays muted.
  const blocks = await db.selectFrom('private.blocks').select('mark').orderBy('id').execute()
  expect(blocks.map(({ mark }) => mark)).toEqual([whos[0], 'nobody'])
})
