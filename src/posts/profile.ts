import type { Kysely } from 'kysely'
import { renameAccount } from '../accounts/accounts.ts'
import type { AccountActor } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { hasStrangeCharacters, isDeceptiveLine } from '../text/field-text.ts'
import { normalized } from '../text/marks.ts'
import { webAddress } from '../text/web-address.ts'
import { authorOf } from './authors.ts'
import { pictureFile } from './read.ts'

/** How readers know who writes here. */
export interface Profile {
  name: string
  line: string
  links: string[]
}

/** In UTF-16 code units, and entries. */
export const profileLimits = { name: 100, line: 300, links: 10, link: 500 } as const

export type ProfileProblems = Partial<
  Record<keyof Profile, 'missing' | 'long' | 'many' | 'strange' | 'address'>
>

/** Reads a profile from what was typed, links a line each; or says what is wrong by field. */
export function checkProfile(
  field: (name: 'name' | 'line' | 'links') => string,
): { profile: Profile } | { problems: ProfileProblems } {
  const name = normalized(field('name')).trim()
  const line = normalized(field('line')).trim()
  const typed = field('links').split(/\s+/).filter(Boolean)
  const links = typed.flatMap(link => webAddress(link)?.href ?? [])
  const problems: ProfileProblems = {}
  if (name === '') problems.name = 'missing'
  else if (name.length > profileLimits.name) problems.name = 'long'
  else if (isDeceptiveLine(name)) problems.name = 'strange'
  if (line.length > profileLimits.line) problems.line = 'long'
  else if (hasStrangeCharacters(line) || line.includes('\n')) problems.line = 'strange'
  if (links.length < typed.length) problems.links = 'address'
  else if (links.length > profileLimits.links || links.some(({ length }) => length > profileLimits.link))
    problems.links = 'many'
  return Object.keys(problems).length > 0 ? { problems } : { profile: { name, line, links } }
}

/** One's profile with its picture; of who has not written yet, their name alone. */
export async function readProfile(
  db: Kysely<Database>,
  account: number,
): Promise<Profile & { picture: { hash: string; file: string } | null }> {
  const row = await db
    .selectFrom('private.accounts as u')
    .leftJoin('authors as a', 'a.id', 'u.author_id')
    .leftJoin('media as m', 'm.id', 'a.media_id')
    .select(['u.name', 'a.line', 'a.links', 'm.hash'])
    .select(pictureFile.as('file'))
    .where('u.id', '=', account)
    .executeTakeFirstOrThrow()
  const { name, line, links, hash, file } = row
  return {
    name,
    line: line ?? '',
    links: links ?? [],
    picture: hash === null || file === null ? null : { hash, file },
  }
}

/** Changes how somebody is known, here and to readers; every page follows. */
export function saveProfile(
  db: Kysely<Database>,
  actor: AccountActor,
  { name, line, links }: Profile,
): Promise<void> {
  return transact(db, async trx => {
    const author = await authorOf(trx, actor.account)
    await renameAccount(trx, actor, name)
    await trx.updateTable('authors').set({ name, line, links }).where('id', '=', author).execute()
  })
}

/** Gives somebody a picture of the library, or takes it away. */
export function setPicture(db: Kysely<Database>, account: number, medium: number | null): Promise<void> {
  return transact(db, async trx => {
    const author = await authorOf(trx, account)
    await trx.updateTable('authors').set({ media_id: medium }).where('id', '=', author).execute()
  })
}
