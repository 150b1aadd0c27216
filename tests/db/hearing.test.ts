import { sql } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { engine, makePostgresDatabase, testDatabase } from '../support/database.ts'
import { proxyTo } from '../support/database-proxy.ts'
import { bringing } from '../support/keys.ts'

const soon = { timeout: 60_000, interval: 5 }

/** Writes down what a listener is told. */
function witness() {
  const told: string[] = []
  const proofs: (() => Promise<boolean>)[] = []
  return {
    told,
    prove: () => proofs.at(-1)?.() ?? Promise.resolve(false),
    changed: (what: string) => void told.push(what),
    connected(prove: () => Promise<boolean>) {
      proofs.push(prove)
      told.push('(connected)')
    },
    lost: () => void told.push('(lost)'),
    deaf: () => void told.push('(deaf)'),
  }
}

test('who listens can prove that it hears, and others hear nothing of that', async () => {
  const database = await testDatabase()
  const [one, other] = [witness(), witness()]
  const ends = [await database.listen(one), await database.listen(other)]
  await vi.waitUntil(() => [one, other].every(({ told }) => told.includes('(connected)')), soon)
  expect(await one.prove()).toBe(true)
  expect([one.told, other.told]).toEqual([['(connected)'], ['(connected)']])
  for (const end of ends) await end()
})

// PGlite has no connection to freeze.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  describe('a connection that listens on Postgres', () => {
    async function open(listenBy: 'proxy' | 'itself') {
      const direct = await makePostgresDatabase(`hearing_${crypto.randomUUID().slice(0, 8)}`)
      const proxy = await proxyTo(direct)
      const config = { kind: 'postgres', url: direct, publicUrl: null, poolSize: 2 } as const
      const listenUrl = listenBy === 'proxy' ? proxy.url : direct
      const database = await openDatabase(
        { database: { ...config, listenUrl }, dataDir: '/nowhere' },
        bringing(),
        'prepare',
      )
      const heard = witness()
      const end = await database.listen(heard)
      onTestFinished(async () => {
        await end()
        await database.close()
        await proxy.close()
      })
      await vi.waitUntil(() => heard.told.includes('(connected)'), soon)
      return { proxy, database, heard }
    }

    test('and is frozen while the database answers is found to be deaf by the first proof, and listened on anew', async () => {
      const { proxy, heard, database } = await open('proxy')
      proxy.freeze('listen')
      expect(await heard.prove()).toBe(false)
      await vi.waitUntil(() => heard.told.includes('(lost)'), soon)
      expect(heard.told.slice(1, 3)).toEqual(['(deaf)', '(lost)'])
      expect(database.circuit.isAway()).toBe(false)
    })

    test('hears of each change before a proof that is asked for after it', async () => {
      const { heard, database } = await open('itself')
      for (let n = 0; n < 20; n++) {
        await sql`select private.tell(${`post:${n}`})`.execute(database.db)
        expect(await heard.prove()).toBe(true)
        expect(heard.told.at(-1)).toBe(`post:${n}`)
      }
    })
  })
