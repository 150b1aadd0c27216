import { transact } from '../../db/transact.ts'
import { sql } from 'kysely'
import { urls } from '../../urls.ts'
import type { AppContext, Services } from '../context.ts'

/** GET /health: 200 while this process lives and answers; it asks nobody else. */
export function sendHealth(c: AppContext): Response {
  c.header('Cache-Control', 'no-store')
  return c.text('ok\n')
}

/** GET /ready: 200 while pages can be read and comments saved, else 503; for whoever leads requests to one of several nodes. */
export async function sendReadiness(c: AppContext): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return (await c.var.services.isReady()) ? c.text('ready\n') : c.text('not ready\n', 503)
}

const patienceMs = 2_000
const goodForMs = 5_000
const badForMs = 1_000

/** Returns the function that finds out whether something can be read and saved, in two seconds at most; the answer holds for a while. */
export function readiness(services: Pick<Services, 'db' | 'publicDb' | 'circuit'>): () => Promise<boolean> {
  let known: { isReady: Promise<boolean>; until: number } | null = null
  return () => {
    if (services.circuit.isAway()) return Promise.resolve(false)
    if (known && known.until > performance.now()) return known.isReady
    const asked = { isReady: ask(), until: Infinity }
    known = asked
    return asked.isReady

    async function ask(): Promise<boolean> {
      const isReady = await tryBoth(services)
      asked.until = performance.now() + (isReady ? goodForMs : badForMs)
      return isReady
    }
  }
}

async function tryBoth({ db, publicDb }: Pick<Services, 'db' | 'publicDb'>): Promise<boolean> {
  const tries = Promise.all([
    publicDb.selectFrom('settings').select('name').limit(1).executeTakeFirst(),
    trySaving(db),
  ])
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(resolve, patienceMs, false)
  })
  try {
    return await Promise.race([tries.then(() => true), late])
  } catch {
    return false // whatever the reason: nothing can be saved
  } finally {
    clearTimeout(timer)
  }
}

/** A new table takes a new block of the disk, where a new row may find room in an old one. It is gone with the transaction. */
async function trySaving(db: Services['db']): Promise<void> {
  await transact(db, async trx => {
    await sql`create temporary table afterword_ready on commit drop as select 1 as one`.execute(trx)
  })
}

/** GET /robots.txt: the same article with a form in another place is not another article. */
export const sendRobots = (c: AppContext): Response =>
  c.text(
    'User-agent: *\nDisallow: /*?reply=\nDisallow: /comments/\nAllow: /comments/feed/\n\n' +
      `Sitemap: ${c.var.services.config.baseUrl}${urls.sitemap}\n`,
  )
