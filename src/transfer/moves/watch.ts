import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { Report } from '../report.ts'
import type { MoveProgress } from './moves.ts'

const pauseMs = 1_000

/** Tells the database how far a move has come, once a second, and hears whether somebody stopped it. */
export function watchMove(db: Kysely<Database>, id: number) {
  const stop = new AbortController()
  let next = 0
  let telling: Promise<void> | null = null

  async function write(progress: MoveProgress): Promise<void> {
    try {
      const row = await db
        .updateTable('private.moves')
        .set({ progress: JSON.stringify(progress) })
        .where('id', '=', id)
        .returning('state')
        .executeTakeFirst()
      if (!row || row.state === 'stopping') stop.abort()
    } catch {
      // Whatever keeps this from being written, the import itself meets as well.
    } finally {
      telling = null
    }
  }

  return {
    signal: stop.signal,
    tell({ articles, comments, files }: Report): void {
      const at = performance.now()
      if (telling !== null || at < next) return
      next = at + pauseMs
      const { read, added, updated, unchanged, merged } = comments
      const done = added + updated + unchanged + merged
      telling = write({ articles: articles.read, comments: read, done, files: files?.kept ?? 0 })
    },
    async end(): Promise<void> {
      await telling
    },
  }
}
