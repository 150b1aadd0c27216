import { type Kysely, sql, type Transaction } from 'kysely'
import { lastMigration } from '../../db/migrate.ts'
import type { Database } from '../../db/tables.ts'
import { atOneMoment, transact } from '../../db/transact.ts'
import type { KeyRing } from '../../keys.ts'
import { Email } from '../../readers/email.ts'
import { addressesAfter, keepGivenAddresses, originsForAll } from '../../readers/given-addresses.ts'
import { BackupRefused } from './backup-file.ts'
import type { MediaHere } from './media-rows.ts'
import { emptyTable, type LastIds, lastIds, puttingBack, raiseSequences, rowsOf } from './rows.ts'
import { partsOf, type Places } from './site-lines.ts'
import { allTables, type Table } from './tables.ts'

/** What a site consists of, whoever reads or runs it: the tables of which a copy has the same rows. */
export const siteTables: readonly string[] = [
  ...['public.settings', 'private.settings', 'public.authors', 'public.tags', 'public.posts'],
  ...[
    'public.post_authors',
    'public.post_tags',
    'public.post_translations',
    'private.revisions',
    'public.addresses',
  ],
  ...[
    'public.media',
    'public.media_files',
    'public.media_chunks',
    'private.media_originals',
    'private.media_uses',
    'private.videos',
  ],
  ...['public.comments', 'public.comment_marks', 'private.moderation_log'],
]

/** Accounts stay where they are: who did something keeps their name, and no account. */
async function tablesOfSite(db: Kysely<Database>): Promise<Table[]> {
  const { rows } = await sql<{ column: string }>`
    select n.nspname || '.' || c.relname || '.' || a.attname as column
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid = 'private.accounts'::regclass`.execute(db)
  const ofAccounts = new Set(rows.map(({ column }) => column))
  const found = (await allTables(db)).filter(({ schema, name }) => siteTables.includes(`${schema}.${name}`))
  return found.map(table => ({
    ...table,
    columns: table.columns.filter(column => !ofAccounts.has(`${table.schema}.${table.name}.${column}`)),
  }))
}

/**
 * The whole site as lines of JSON: a head, then for each table its name and its rows, in one order: the same site gives
 * the same bytes. Readers' addresses come last, in plain, and only where they are asked for.
 */
export async function siteLines(
  db: Kysely<Database>,
  ring: KeyRing,
  { here, withAddresses }: { here: MediaHere; withAddresses: boolean },
  write: (line: string) => Promise<void>,
): Promise<void> {
  let count = 0
  await atOneMoment(db, async trx => {
    const tables = await tablesOfSite(trx)
    const ids = await lastIds(trx, tables)
    await write(JSON.stringify({ afterword: 1, schema: await lastMigration(trx), ids }))
    for (const table of tables) {
      await write(JSON.stringify({ table: `${table.schema}.${table.name}` }))
      for await (const rows of rowsOf(trx, table, here))
        for (const row of rows) {
          await write(row)
          count++
        }
    }
    if (!withAddresses) return
    await write(JSON.stringify({ table: 'addresses of readers' }))
    for (let after = 0; ; ) {
      const some = await addressesAfter(trx, ring, after)
      for (const { comment, address } of some)
        if (address !== null) await write(JSON.stringify({ comment, address }))
      const last = some.at(-1)
      if (!last) break
      after = last.comment
    }
  })
  await write(JSON.stringify({ end: count }))
}

/**
 * Puts such lines into a database in which nothing is, in one transaction, and the bytes of files into a folder, where
 * there is one. Throws BackupRefused, and changes nothing then.
 */
export async function bringSite(
  db: Kysely<Database>,
  ring: KeyRing,
  mediaDir: string | null,
  lines: AsyncIterable<string>,
): Promise<number> {
  try {
    return await bringAtOnce(db, ring, mediaDir, lines)
  } catch (error) {
    throw isMisfit(error) ? new BackupRefused(says => says.site.damaged) : error
  }
}

function bringAtOnce(
  db: Kysely<Database>,
  ring: KeyRing,
  mediaDir: string | null,
  lines: AsyncIterable<string>,
): Promise<number> {
  return transact(db, async trx => {
    await refuseUsed(trx)
    const here = await placesFor(trx)
    await sql`select set_config('afterword.gate', 'open', true)`.execute(trx)
    for (const each of here.tables.toReversed()) await emptyTable(trx, each)
    await using rows = puttingBack(trx, mediaDir)
    let ids: LastIds = {}
    const given: { comment: number; email: Email }[] = []
    let count = 0
    for await (const part of partsOf(lines, here)) {
      if (part.is === 'head') ids = part.ids
      else if (part.is === 'table') await rows.into(part.table)
      else if (part.is === 'row') {
        count++
        await rows.add(part.row)
      } else {
        const email = Email.parse(part.address)
        if (email) given.push({ comment: part.comment, email })
      }
    }
    await rows.end()
    await originsForAll(trx)
    for (let at = 0; at < given.length; at += 500)
      await keepGivenAddresses(trx, ring, given.slice(at, at + 500))
    await raiseSequences(trx, here.tables, ids)
    return count
  })
}

/** How much a file of a site holds. */
export interface SiteCounts {
  articles: number
  comments: number
  /** Pictures and files. */
  media: number
  /** Of all tables. */
  rows: number
}

/**
 * Reads such lines to their end and returns what would come in, without a change to the database. Throws BackupRefused
 * where `bringSite` does.
 */
export async function lookThroughSite(
  db: Kysely<Database>,
  lines: AsyncIterable<string>,
): Promise<SiteCounts> {
  const here = await atOneMoment(db, async trx => {
    await refuseUsed(trx)
    return placesFor(trx)
  })
  const counts = new Map<string, number>()
  let name = ''
  for await (const part of partsOf(lines, here)) {
    if (part.is === 'table') name = part.table?.name ?? ''
    else if (part.is === 'row') counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [articles = 0, comments = 0, media = 0] = ['posts', 'comments', 'media'].map(of => counts.get(of))
  return { articles, comments, media, rows: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}

const placesFor = async (trx: Transaction<Database>): Promise<Places> => ({
  schema: await lastMigration(trx),
  tables: await tablesOfSite(trx),
})

/** What the database can't take of a file: values that are none of a column, rows that name others that are not there. */
const isMisfit = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]\w{3}$/.test(String(error.code))

/** What is here would go without a word, pictures that nothing shows yet as well. */
async function refuseUsed(trx: Transaction<Database>): Promise<void> {
  const { rows: used } =
    await sql`select from public.posts union all select from public.comments limit 1`.execute(trx)
  if (used.length > 0) throw new BackupRefused(says => says.site.inUse)
  const media = await trx
    .selectFrom('media')
    .select('name')
    .where('is_whole', '=', true)
    .orderBy('id')
    .limit(namedMedia + 1)
    .execute()
  if (media.length === 0) return
  const names = media.slice(0, namedMedia).map(({ name }) => `"${name}"`)
  const more = media.length > namedMedia ? ', …' : ''
  throw new BackupRefused(says => says.site.media(`${names.join(', ')}${more}`))
}

/** As many files are named. */
const namedMedia = 3
