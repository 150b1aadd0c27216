import { createSecretKey, randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { seal, unseal } from '../seal.ts'
import type { ForeignComment } from './stream.ts'

/** A comment of a file without its words: what its place among the others is told by. */
export interface StagedPlace {
  /** Counts from 1, in the order of the file. */
  row: number
  id: string
  parent: string | null
  createdAt: number
}

/** What is kept of a comment besides. */
export interface Staged {
  row: number
  id: string
  /** A keyed hash of all that the file says of it. */
  digest: string
  comment: ForeignComment
}

/** The comments of one file, put in order outside of memory. */
export interface Staging {
  /** False when it is there already, from under another address: then it is the same comment. */
  add(thread: string, comment: Staged & { twin: string }): boolean
  /** Whether it came, under this id or another. */
  has(id: string): boolean
  /** The threads that there are comments of, in the order of the file. */
  threads(): string[]
  /** All that belong to some threads, in the order of the file. */
  placesIn(threads: readonly string[]): StagedPlace[]
  read(rows: readonly number[]): Staged[]
  /** What a comment is called under which it came first. */
  calledFirst(id: string): string
  close(): void
}

/**
 * Opens an empty one. SQLite keeps it in a file without a name, which is gone with the process; what readers entrusted
 * is sealed all the same, under a key that exists in memory alone.
 */
export function openStaging(): Staging {
  const database = new DatabaseSync('')
  database.exec(`
    pragma cache_size = -8000; pragma journal_mode = off; pragma synchronous = off;
    create table staged (row integer primary key, id text not null unique, parent text, at integer not null,
      thread text not null, digest text not null, sealed blob not null);
    create index staged_thread on staged (thread, row);
    create table twins (twin text primary key, id text not null) without rowid;
    create table aliases (id text primary key, first text not null) without rowid;
    begin`)
  const key = createSecretKey(randomBytes(32))
  const context = Buffer.from('staged')
  const insert = database.prepare(
    'insert into staged (id, parent, at, thread, digest, sealed) values (?, ?, ?, ?, ?, ?)',
  )
  const isThere = database.prepare('select 1 from staged where id = ?')
  const twinOf = database.prepare('select id from twins where twin = ?')
  const addTwin = database.prepare('insert into twins (twin, id) values (?, ?)')
  const addAlias = database.prepare('insert or ignore into aliases (id, first) values (?, ?)')
  const firstOf = database.prepare('select first from aliases where id = ?')
  const threads = database.prepare('select thread from staged group by thread order by min(row)')
  const places = database.prepare('select row, id, parent, at from staged where thread = ? order by row')
  const one = database.prepare('select row, id, digest, sealed from staged where row = ?')

  return {
    add(thread, { id: given, digest, comment, twin }) {
      const first = twinOf.get(twin)
      if (first) {
        if (first['id'] !== given) addAlias.run(given, String(first['id']))
        return false
      }
      // Some files use an id twice, for two comments.
      const id = isThere.get(given) ? `${given}~${digest.slice(0, 16)}` : given
      addTwin.run(twin, id)
      const sealed = seal(key, JSON.stringify(comment), context)
      insert.run(id, comment.parent, comment.createdAt.getTime(), thread, digest, sealed)
      return true
    },
    has: id => isThere.get(id) !== undefined || firstOf.get(id) !== undefined,
    threads: () => threads.all().map(({ thread }) => String(thread)),
    placesIn: wanted =>
      wanted.flatMap(thread =>
        places.all(thread).map(({ row, id, parent, at }) => ({
          row: Number(row),
          id: String(id),
          parent: parent === null ? null : String(parent),
          createdAt: Number(at),
        })),
      ),
    read: rows =>
      rows.map(row => {
        const { id, digest, sealed } = one.get(row) ?? {}
        const text = sealed instanceof Uint8Array ? unseal(key, Buffer.from(sealed), context) : null
        return { row, id: String(id), digest: String(digest), comment: commentIn(text ?? '') }
      }),
    calledFirst: id => String(firstOf.get(id)?.['first'] ?? id),
    close: () => database.close(),
  }
}

/** A comment as it was written down, its times as times. */
export function commentIn(json: string): ForeignComment {
  const {
    createdAt,
    editedAt,
    ...rest
  }: Omit<ForeignComment, 'createdAt' | 'editedAt'> & {
    createdAt: string
    editedAt: string | null
  } = JSON.parse(json)
  return { ...rest, createdAt: new Date(createdAt), editedAt: editedAt === null ? null : new Date(editedAt) }
}
