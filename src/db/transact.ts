import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, Transaction } from 'kysely'

/** The first try and three more. */
const maxTries = 4
/** Those that collided wait a random time each, up to so long, and twice as long the next time. */
const firstPauseMs = 20

/**
 * Runs a story in one transaction; returns what it returns. Where Postgres breaks it off because another got in its way, it
 * is run again: see `unlessCollided`.
 *
 * What the stories rely on is said here, whatever the database's default is: each statement sees what others have
 * committed before it.
 */
export const transact = <DB, T>(db: Kysely<DB>, story: (trx: Transaction<DB>) => Promise<T>): Promise<T> =>
  unlessCollided(() => db.transaction().setIsolationLevel('read committed').execute(story))

/**
 * Runs a story whose last statement is the only one that writes, or a transaction; returns what it returns. Where
 * Postgres breaks it off because another got in its way, it is run again, so that it does nothing outside of the
 * database. Throws what the story throws, and the collision when it was met at every try.
 */
export async function unlessCollided<T>(story: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await story()
    } catch (error) {
      if (!isCollision(error) || tries === maxTries) throw error
      await wait(Math.random() * firstPauseMs * 2 ** tries)
    }
}

/** Runs a story as a part of a transaction, or in one of its own. */
export const within = <DB, T>(db: Kysely<DB>, story: (trx: Transaction<DB>) => Promise<T>): Promise<T> =>
  db instanceof Transaction ? story(db) : transact(db, story)

/** Runs a story that only reads, and in which all statements see the database as it was at one moment. */
export function atOneMoment<DB, T>(db: Kysely<DB>, story: (trx: Transaction<DB>) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(story)
}

/** Returns whether an error says that two transactions were in each other's way: a failure to serialise, or a deadlock. */
export const isCollision = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01')
