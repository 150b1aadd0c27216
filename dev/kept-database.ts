import type { ChildProcess } from 'node:child_process'
import type { Config } from '../src/config.ts'
import { lockFolder } from '../src/db/folder-lock.ts'
import { openPglite } from '../src/db/pglite.ts'

/** The PGlite of this folder, open from one run of the program to the next: to open it takes longer than all the rest. */
export interface KeptDatabase {
  /** Answers what a process sends, in its order (see database-apart.ts); it finds a session as nobody has used it. */
  lend(child: ChildProcess): void
  close(): Promise<void>
}

/** Opens it; null where the blog is on Postgres. Throws what the program would, which says it better. */
export async function keepDatabase({
  database,
  dataDir,
}: Pick<Config, 'database' | 'dataDir'>): Promise<KeptDatabase | null> {
  if (database.kind === 'postgres') return null
  const unlock = lockFolder(dataDir)
  const lite = await openPglite(dataDir).catch((error: unknown) => {
    unlock()
    throw error
  })
  let turn = Promise.resolve()
  /** One after another, whoever asked; how it went is for who asked. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }
  return {
    lend(child) {
      // What the last one was in the middle of is gone with it.
      inTurn(async () => {
        await lite.exec('rollback')
        await lite.exec('discard all')
      }).catch(console.error)
      child.on('message', message => {
        if (!(message instanceof Uint8Array)) return
        inTurn(() => lite.execProtocolRaw(message)).then(
          answer => tell(child, answer),
          (error: unknown) => tell(child, String(error)),
        )
      })
    },
    async close() {
      await turn
      await lite.close()
      unlock()
    },
  }
}

/** One that ended while it was answered is past caring. */
const tell = (child: ChildProcess, answer: Uint8Array | string) => child.send(answer, () => undefined)
