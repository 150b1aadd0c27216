import type { Kysely, Transaction } from 'kysely'
import { leadToPost } from '../addresses/addresses.ts'
import { addressOf } from '../addresses/path.ts'
import type { Database } from '../db/tables.ts'
import { urls } from '../urls.ts'
import { addressKey } from './old-address.ts'

/**
 * Lets the old addresses lead to an article, until every import is taken back that says so; for good where a person does,
 * and where it is said for no import (null) of one that led nowhere. What leads somewhere else already goes on to do so.
 */
export async function leadFromOld(
  trx: Transaction<Database>,
  addresses: readonly string[],
  { post, slug }: { post: number; slug: string },
  by: number | 'person' | null,
): Promise<void> {
  const own = addressOf(urls.post(slug))
  const paths = new Set(
    addresses.flatMap(address =>
      [pathOf(address), addressKey(address)].flatMap(path => (path === null ? [] : (addressOf(path) ?? []))),
    ),
  )
  for (const path of paths) {
    if (path === own || path === '/') continue
    const before = await leadOf(trx, path)
    if (before === null) await leadToPost(trx, path, post)
    else if (before.post_id !== post) continue
    if (by === 'person') await forgetImports(trx, path)
    else if (by !== null && (before === null || before.isOfImports)) await noteImport(trx, path, by)
  }
}

/** The path of an address, with the query where that names an article. */
function pathOf(address: string): string | null {
  const url = URL.parse(address, 'https://old.invalid')
  if (url === null) return null
  const key = addressKey(address)
  return key === null ? null : `${url.pathname}${key.includes('?') ? key.slice(key.indexOf('?')) : ''}`
}

/** Where an address leads already, and whether imports alone say so. */
async function leadOf(db: Kysely<Database>, path: string) {
  const found = await db
    .selectFrom('addresses as a')
    .select(eb => [
      'a.post_id',
      'a.url',
      eb
        .exists(
          eb
            .selectFrom('private.import_addresses as i')
            .select('i.import_id')
            .whereRef('i.address_id', '=', 'a.id'),
        )
        .as('isOfImports'),
    ])
    .where('a.path', '=', path)
    .executeTakeFirst()
  return found && (found.url !== null || found.post_id !== null) ? found : null
}

/** What a person says goes with no import. */
async function forgetImports(trx: Transaction<Database>, path: string): Promise<void> {
  await trx
    .deleteFrom('private.import_addresses')
    .where('address_id', 'in', eb => eb.selectFrom('addresses').select('id').where('path', '=', path))
    .execute()
}

async function noteImport(trx: Transaction<Database>, path: string, importId: number): Promise<void> {
  await trx
    .insertInto('private.import_addresses')
    .columns(['address_id', 'import_id'])
    .expression(eb =>
      eb
        .selectFrom('addresses')
        .select(['id as address_id', eb.val(importId).as('import_id')])
        .where('path', '=', path),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
