import type { ColumnType } from 'kysely'
import pg from 'pg'

/** A time that the database sets and that nobody rewrites. */
export type SetOnce = ColumnType<Date, Date | undefined, never>

const INT8: number = pg.types.builtins.INT8
const INT8_ARRAY = 1016

/**
 * How columns become values: as `pg` does it, but int8 as a number. Ids and counts stay far below 2^53,
 * and a string that looks like a number is a mistake waiting to be added to one.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    if (oid === INT8) return Number
    if (oid === INT8_ARRAY) return parseInt8Array
    return pg.types.getTypeParser(oid, 'text')
  },
}

function parseInt8Array(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)
}
