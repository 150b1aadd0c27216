import { type Compilable, type RawBuilder, sql } from 'kysely'
import { isReadonlyCompiledQuery, type ReadonlyCompiledQuery, type ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from './tables.ts'

type Db = ReadonlyKysely<PublicDatabase>

/** The place in a statement of a value that each asking brings. */
export type PlaceOf<Values> = <Name extends keyof Values & string>(name: Name) => RawBuilder<Values[Name]>

/**
 * Makes a question of which only the values differ from one time to the next, for what every page asks: its text is built
 * once. To build one takes Kysely as long as to ask it and to read its answer.
 */
export function statement<Values, Row>(
  build: (db: Db, place: PlaceOf<Values>) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const names = new Map<unknown, keyof Values>()
  let built: ReadonlyCompiledQuery<Row> | undefined

  function place<Name extends keyof Values & string>(name: Name): RawBuilder<Values[Name]> {
    const mark = Symbol(name)
    names.set(mark, name)
    return sql`${mark}`
  }

  return async (db, values) => {
    built ??= readOnly(build(db, place))
    const parameters = built.parameters.map(parameter => {
      const name = names.get(parameter)
      return name === undefined ? parameter : values[name]
    })
    const { rows } = await db.executeQuery<Row>({ ...built, parameters })
    return rows
  }
}

function readOnly<Row>(query: Compilable<Row>): ReadonlyCompiledQuery<Row> {
  const compiled = query.compile()
  if (!isReadonlyCompiledQuery<Row>(compiled)) throw new Error('a statement of a page only reads')
  return compiled
}
