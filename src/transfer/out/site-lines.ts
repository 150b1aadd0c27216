import type { LastIds } from './rows.ts'
import type { Table } from './tables.ts'
import { BackupRefused } from './backup-file.ts'

/** The tables that a file may fill, and the version that it must be of. */
export interface Places {
  schema: string
  tables: Table[]
}

/** What a line says. */
export type Part =
  | { is: 'head'; ids: LastIds }
  /** What the rows after it belong to; null: readers' addresses follow. */
  | { is: 'table'; table: Table | null }
  | { is: 'row'; row: string }
  | { is: 'address'; comment: number; address: string }

/** What the lines of a site's file say. Throws BackupRefused where they do not fit what is here, or end early. */
export async function* partsOf(
  lines: AsyncIterable<string>,
  { schema, tables }: Places,
): AsyncGenerator<Part> {
  let isHead = true
  let table: Table | null = null
  let count = 0
  let end: number | null = null
  let number = 0
  /** The number of a line that is not whole: the last one, where the file was cut off. */
  let broken: number | null = null
  for await (const line of lines) {
    number++
    if (line === '') continue
    if (broken !== null) throw damagedLine(broken)
    if (!isWhole(line)) broken = number
    else if (/^\{"end":\d+\}$/.test(line)) {
      const last: { end: number } = JSON.parse(line)
      end = last.end
    } else if (isHead) {
      const head: { schema?: string; ids?: LastIds } = JSON.parse(line)
      if (head.schema !== schema)
        throw new BackupRefused(says => says.site.anotherVersion(String(head.schema)))
      isHead = false
      yield { is: 'head', ids: head.ids ?? {} }
    } else if (/^\{"table":"[a-z_. ]+"\}$/.test(line)) {
      const { table: wanted }: { table: string } = JSON.parse(line)
      table = tables.find(({ schema: of, name }) => `${of}.${name}` === wanted) ?? null
      if (table === null && wanted !== 'addresses of readers')
        throw new BackupRefused(says => says.site.unknownTable(wanted))
      yield { is: 'table', table }
    } else if (table === null) {
      const { comment, address }: { comment: number; address: string } = JSON.parse(line)
      yield { is: 'address', comment, address }
    } else {
      count++
      yield { is: 'row', row: line }
    }
  }
  if (end !== count || broken !== null) throw new BackupRefused(says => says.site.cutOff)
}

const damagedLine = (line: number) => new BackupRefused(says => says.site.damagedLine(line))

/** Whether a line is whole. What is wrong with one is not said in its words: an address may stand in it. */
function isWhole(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
