import { type Kysely, sql } from 'kysely'

/** İ became an i with two dots, which no keyboard has: addresses are looked up with an i now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const dotted = sql`('i' || chr(775))`
  for (const column of ['posts.slug', 'tags.slug', 'tags.folded']) {
    const [table = '', name = ''] = column.split('.')
    const [one, mended] = [sql.ref(`t.${name}`), sql`replace(t.${sql.ref(name)}, ${dotted}, 'i')`]
    await sql`update ${sql.table(table)} t set ${sql.ref(name)} = ${mended}
      where position(${dotted} in ${one}) > 0
        and not exists (select from ${sql.table(table)} o where o.${sql.ref(name)} = ${mended})`.execute(db)
  }
}
