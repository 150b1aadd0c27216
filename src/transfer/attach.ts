import { openCommentBatches } from '../text/comment-batch.ts'
import type { MapLine } from './address-map.ts'
import { addAside, isFrom, listAside } from './aside.ts'
import { addressOfThread, findArticles } from './find-article.ts'
import type { Of } from './identity.ts'
import { beginImport, endImport } from './imports.ts'
import { leadByMap, leadingNowhere } from './lead-by-map.ts'
import { newReport } from './report.ts'
import type { Run } from './run.ts'
import { openStaging } from './staging.ts'
import { bringComments } from './store-comments.ts'

interface Attaching {
  actor: string
  isDry: boolean
}

/**
 * Brings in what imports from other places than this one kept aside, and whose article is here by now: brought by this
 * one, written, or named by a map. From each place it is an import of its own. Returns how many comments came.
 */
export async function attachOthers(run: Run, by: Attaching): Promise<number> {
  const waiting = (await listAside(run.db)).filter(row => !isFrom(run.of)(row))
  let came = 0
  for (const [, some] of Map.groupBy(waiting, ({ source, site }) => JSON.stringify([source, site]))) {
    const [first] = some
    if (!first || run.isStopped()) continue
    const threads = some.map(({ address }) => address)
    came += await attachFrom(run, { source: first.source, site: first.site }, threads, by)
  }
  return came
}

async function attachFrom(
  run: Run,
  of: Of,
  threads: readonly string[],
  { actor, isDry }: Attaching,
): Promise<number> {
  const report = newReport()
  // An id of an article means that of its own place.
  const other: Run = { ...run, of, report, id: null, articles: new Map(), tell: () => undefined }
  const { articles } = await findArticles(other, threads)
  if (articles.length === 0) return 0
  if (!isDry) other.id = await beginImport(run.db, { ...of, file: 'kept aside', actor })
  const staging = openStaging()
  try {
    await addAside(
      other,
      staging,
      articles.flatMap(found => found.threads),
    )
    await bringComments(other, staging, articles)
  } finally {
    staging.close()
  }
  if (other.id !== null) {
    const olds = new Set(articles.flatMap(found => found.threads.map(addressOfThread)))
    const lines = [...run.mapped.values()].filter(({ old }) => olds.has(old))
    await leadByMap(run.db, lines, other.id)
    await endImport(run.db, other.id, report)
  }
  return report.comments.added
}

/** The same of what every import kept aside, whatever came in since; besides, the lines of the map that lead nowhere. */
export async function attachAside(
  asked: Pick<Run, 'db' | 'ring' | 'settings' | 'mapped'> & { actor: string },
): Promise<{ came: number; nowhere: MapLine[] }> {
  const batches = openCommentBatches()
  const run: Run = {
    ...asked,
    ...{ of: { source: '', site: '' }, id: null, report: newReport(), batches },
    ...{ articles: new Map(), addresses: new Map(), planned: new Set() },
    ...{ isStopped: () => false, tell: () => undefined },
  }
  try {
    const came = await attachOthers(run, { actor: asked.actor, isDry: false })
    // For those that nothing waited for there is no import.
    await leadByMap(run.db, run.mapped.values(), null)
    return { came, nowhere: await leadingNowhere(run) }
  } finally {
    await batches.close()
  }
}
