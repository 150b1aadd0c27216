import type { Source } from './open-file.ts'
import type { Item, Reading } from './stream.ts'

/** A system that people come from: how its files are known, and how they are read. */
export interface Format {
  /** As it is typed. */
  name: string
  /** As it is said. */
  title: string
  recognises(source: Source): boolean
  /** Throws Unreadable where a file ends early or is not what it seems, and SeveralSites. */
  read(source: Source, reading: Reading): AsyncIterable<Item>
}
