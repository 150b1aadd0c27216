import { setTimeout as wait } from 'node:timers/promises'
import { testSecret } from '../tests/support/keys.ts'
import type { Engine } from './engines.ts'
import { fillOld, openBare } from './fill-old.ts'
import type { Running } from './processes.ts'
import { median, percentile, printTable, timed } from './stats.ts'

/**
 * A blog of an old schema that is brought up to date when it is served for the first time, and what its readers wait for
 * while the work that follows goes on; beside it the same blog with that work done.
 */
export async function measureUpgrade(engine: Engine, comments: number, seconds: number): Promise<void> {
  const old = await openBare(engine)
  const filled = await timed(() => fillOld(old, comments))
  if (engine.name === 'Postgres') await old.run('vacuum analyze')
  await old.close()

  // What the recorded blog was used with.
  const serve = () => engine.serve({ SECRET_KEY: testSecret })
  const begun = performance.now()
  const first = await serve()
  const upgraded = performance.now() - begun
  const { cpuMs, peakMb } = await first.sinceItsStart()
  const whole = (ms: number) => Math.round(ms / 1_000)
  console.log(
    `\n${comments} comments of a schema of the first days, written in ${whole(filled)} s; ${engine.name}: up to date and ` +
      `answering after ${whole(upgraded)} s, ${whole(cpuMs)} s of this process's processor, ${Math.round(peakMb)} MB at most`,
  )
  const articles = comments / 100
  const beside = await readPages(first, seconds, articles, 0)
  const after = await first.sinceItsStart()
  await first.stop()

  const between = await openBare(engine)
  const [left] = await between.ask<{ n: number }>(
    'select count(*)::int as n from private.comment_terms where is_old',
  )
  for (const statement of finishWork) await between.run(statement)
  await between.close()
  const second = await serve()
  const alone = await readPages(second, seconds, articles, 1)
  await second.stop()

  printTable(`Pages of a blog with ${comments} comments, whose terms are written anew, ${engine.name}`, [
    { while: `that is done, ${comments - (left?.n ?? 0)} of them`, ...beside },
    { while: 'nothing is left to do', ...alone },
  ])
  console.log(
    `At most ${Math.round(after.peakMb)} MB meanwhile, the loop ${Math.round(after.loopMaxMs)} ms late.`,
  )
}

/** As if it had been: by other columns, in a moment. */
const finishWork = [
  `alter table private.comment_terms drop column is_old`,
  `alter table private.comment_terms add column is_old boolean not null default false`,
  `create index comment_terms_old on private.comment_terms (comment_id) where is_old`,
  `insert into private.post_terms (post_id, terms, about) select id, '', '' from posts on conflict do nothing`,
  `update private.post_terms set is_old = false, is_learned = true`,
]

/**
 * Asks for one article after the other, each made anew, and for it again, which is kept. Where the machine is shared the
 * processor time of the loop until an answer says more than the clock: what others had of the processor is not in it, and
 * what else the loop did meanwhile is.
 */
async function readPages(site: Running, seconds: number, articles: number, part: 0 | 1) {
  const end = performance.now() + seconds * 1_000
  const anew: Waited[] = []
  const kept: Waited[] = []
  for (let n = part; performance.now() < end; n += 2) {
    anew.push(await ask(site, n % articles))
    kept.push(await ask(site, n % articles))
    await wait(20)
  }
  return {
    pages: anew.length,
    'made anew, median ms': median(anew.map(({ ms }) => ms)),
    'p99 ms': percentile(
      anew.map(({ ms }) => ms),
      0.99,
    ),
    'its processor, median ms': median(anew.map(({ loopMs }) => loopMs)),
    'its p99 ms': percentile(
      anew.map(({ loopMs }) => loopMs),
      0.99,
    ),
    'kept, median ms': median(kept.map(({ loopMs }) => loopMs)),
    'kept, p99 ms': percentile(
      kept.map(({ loopMs }) => loopMs),
      0.99,
    ),
  }
}

interface Waited {
  ms: number
  /** What the loop spent until the answer was there. */
  loopMs: number
}

async function ask({ url, loopMs }: Running, n: number): Promise<Waited> {
  const before = await loopMs()
  const ms = await timed(async () => {
    const answer = await fetch(`${url}/old-${n}`)
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`old-${n} was answered with ${answer.status}`)
  })
  return { ms, loopMs: (await loopMs()) - before }
}
