import type { Source } from './open-file.ts'
import type { Item, Reading } from './stream.ts'
import type { System } from './systems.ts'

/** How the files of a system are known, and how they are read. */
export interface Reader {
  recognises(source: Source): boolean
  /** Throws Unreadable where a file ends early or is not what it seems, and SeveralSites. */
  read(source: Source, reading: Reading): AsyncIterable<Item>
}

export interface Format extends System, Reader {}
