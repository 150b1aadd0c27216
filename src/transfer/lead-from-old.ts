import type { Kysely, Transaction } from 'kysely'
import { leadToPost } from '../addresses/addresses.ts'
import { addressOf } from '../addresses/path.ts'
import type { Database } from '../db/tables.ts'
import { urls } from '../urls.ts'
import { addressKey } from './old-address.ts'

/**
 * Lets the old addresses lead to an article, until the import is taken back that brought them, if one did; one that leads
 * somewhere already goes on to do so.
 */
export async function leadFromOld(
  trx: Transaction<Database>,
  addresses: readonly string[],
  { post, slug }: { post: number; slug: string },
  importId: number | null,
): Promise<void> {
  const own = addressOf(urls.post(slug))
  const paths = new Set(
    addresses.flatMap(address =>
      [pathOf(address), addressKey(address)].flatMap(path => (path === null ? [] : (addressOf(path) ?? []))),
    ),
  )
  for (const path of paths)
    if (path !== own && path !== '/' && !(await leadsAlready(trx, path))) {
      await leadToPost(trx, path, post)
      if (importId !== null) await noteImport(trx, path, importId)
    }
}

/** The path of an address, with the query where that names an article. */
function pathOf(address: string): string | null {
  const url = URL.parse(address, 'https://old.invalid')
  if (url === null) return null
  const key = addressKey(address)
  return key === null ? null : `${url.pathname}${key.includes('?') ? key.slice(key.indexOf('?')) : ''}`
}

async function leadsAlready(db: Kysely<Database>, path: string): Promise<boolean> {
  const found = await db
    .selectFrom('addresses')
    .select(['post_id', 'url'])
    .where('path', '=', path)
    .executeTakeFirst()
  return found !== undefined && (found.url !== null || found.post_id !== null)
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
    .execute()
}
