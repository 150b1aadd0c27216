import { sql } from 'kysely'
import { beforeEach } from 'vitest'
import { testDatabase } from '../support/database.ts'

/** Forgets what was imported, between two tests. */
export function forgetImports(): void {
  beforeEach(async () => {
    const { db } = await testDatabase()
    await sql`delete from private.moves`.execute(db)
    await sql`delete from private.import_aside`.execute(db)
    await sql`delete from private.imported`.execute(db)
    await sql`delete from private.imports`.execute(db)
    await sql`delete from public.addresses`.execute(db)
    await sql`delete from public.authors`.execute(db)
    await sql`delete from public.tags`.execute(db)
  })
}
