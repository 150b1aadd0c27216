import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { urls } from '../../urls.ts'
import type { Of } from '../identity.ts'

/** Where files of an old site are here, by their addresses there. */
export async function knownFiles(
  db: Kysely<Database>,
  { source, site }: Of,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map()
  const rows = await db
    .selectFrom('private.import_media as i')
    .innerJoin('media as m', 'm.id', 'i.media_id')
    .innerJoin('media_files as f', join => join.onRef('f.media_id', '=', 'm.id').on('f.is_main', '=', true))
    .select(['i.url', 'm.hash', 'f.name'])
    .where('i.source', '=', source)
    .where('i.site', '=', site)
    .where('i.url', '=', sql<string>`any(${[...addresses]}::text[])`)
    .where('m.is_whole', '=', true)
    .execute()
  return new Map(rows.map(({ url, hash, name }) => [url, urls.media(hash, name)]))
}

/** Writes down which medium here a file of an old site is. */
export async function rememberFile(
  db: Kysely<Database>,
  { source, site }: Of,
  url: string,
  media: number,
): Promise<void> {
  await db
    .insertInto('private.import_media')
    .values({ source, site, url, media_id: media })
    .onConflict(conflict => conflict.columns(['source', 'site', 'url']).doUpdateSet({ media_id: media }))
    .execute()
}
