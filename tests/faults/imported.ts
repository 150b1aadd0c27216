import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { temporaryFolder } from '../../bench/processes.ts'
import { writeExport } from '../../bench/transfer.ts'
import { readBackup } from '../../src/transfer/out/backup-file.ts'
import { type Finding, finding } from './findings.ts'
import type { Place } from './place.ts'
import type { Run } from './scenario.ts'
import { runCommand, startCommand } from './server.ts'
import { withDatabase } from './tables.ts'

/** Some portions of them; each command starts a PGlite anew, and a round is five. */
const comments = { Postgres: 4_000, PGlite: 1_500 }

/**
 * `kill -9` while an import is running, at one moment after the other, and the import again: the blog is to be as after
 * one that was never cut. Between two rounds all is taken back, which is to leave nothing.
 */
export async function imported({ engine, place: newPlace, rounds, random }: Run): Promise<Finding> {
  const file = join(temporaryFolder(), 'site.xml')
  await writeExport(file, comments[engine], 1)
  const place = await newPlace()
  await mustRun(place, 'migrate')
  const empty = await siteIn(place)
  // By then it has begun: a look takes as long as a start and the reading.
  const begins = (await timed(() => mustRun(place, 'import', file, '--dry-run'))) / 2
  const took = await timed(() => mustRun(place, 'import', file))
  const whole = await siteIn(place)
  const failures: string[] = []
  let between = 0
  for (let round = 0; round < rounds; round++) {
    await takeAllBack(place)
    if ((await siteIn(place)).hash !== empty.hash)
      failures.push(`round ${round}: taken back, something was left`)
    await kill(place, begins + ((took - begins) * (round + random())) / rounds, 'import', file)
    const cut = await siteIn(place)
    if (cut.comments > 0 && cut.comments < whole.comments) between++
    await mustRun(place, 'import', file)
    const again = await siteIn(place)
    if (again.hash !== whole.hash)
      failures.push(`round ${round}: cut at ${cut.comments} comments, then ${again.comments}, another site`)
  }
  const figures = `${whole.comments} comments in ${Math.round(took / 1_000)} s, ${between} of ${rounds} cut in their middle, ${rounds - failures.length} equal to one never cut`
  return finding('import', engine, rounds, figures, failures)
}

/** `kill -9` while a backup is being written: no file has its name but a whole one, and the next is what it would be. */
export async function backedUp({ engine, place: newPlace, rounds, random }: Run): Promise<Finding> {
  const folder = temporaryFolder()
  const file = join(folder, 'site.xml')
  await writeExport(file, comments[engine], 1)
  const place = await newPlace()
  await mustRun(place, 'migrate')
  await mustRun(place, 'import', file)
  const first = join(folder, 'first.backup')
  const begun = performance.now()
  await mustRun(place, 'backup', first)
  const took = performance.now() - begun
  const whole = await linesIn(first)
  const failures: string[] = []
  let cut = 0
  for (let round = 0; round < rounds; round++) {
    const path = join(folder, `${round}.backup`)
    await kill(place, ((round + random()) / rounds) * took, 'backup', path)
    if (existsSync(path) && (await linesIn(path)) !== whole)
      failures.push(`round ${round}: a part has the name of a whole`)
    if (!existsSync(path)) cut++
    await mustRun(place, 'backup', '--force', path)
    if ((await linesIn(path)) !== whole) failures.push(`round ${round}: the next one is another`)
  }
  const other = await newPlace()
  await mustRun(other, 'restore', first)
  // By which terms a comment is found is made anew.
  if ((await siteIn(other, 'null')).hash !== (await siteIn(place, 'null')).hash)
    failures.push('what was restored is another site')
  return finding('backup', engine, rounds, `${cut} of ${rounds} cut before they had a name`, failures)
}

/** How long something takes, in ms. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function mustRun(place: Place, ...args: string[]): Promise<string> {
  const { code, out, err } = await runCommand(place, ...args)
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${out}${err}`)
  return out
}

async function kill(place: Place, afterMs: number, ...args: string[]): Promise<void> {
  const { child, ended } = startCommand(place, ...args)
  await Promise.race([wait(afterMs), ended])
  child.kill('SIGKILL')
  await ended
}

async function takeAllBack(place: Place): Promise<void> {
  for (const line of (await mustRun(place, 'imports')).split('\n')) {
    const [id] = /^\d+/.exec(line) ?? []
    if (id !== undefined && !line.includes('taken back')) await mustRun(place, 'import', '--take-back', id)
  }
}

/** What a backup says, but for when it was made and that others were. */
async function linesIn(path: string): Promise<string> {
  const hash = createHash('sha256')
  let isHead = true
  let table = ''
  for await (const line of readBackup(path, null)) {
    if (line.startsWith('{"table":')) table = line
    if (!isHead && !table.includes('private.backups')) hash.update(`${line}\n`)
    isHead = false
  }
  return hash.digest('hex')
}

/** All that an import brings, by what it is called where it came from: numbers of this blog differ from one to the next. */
async function siteIn(place: Place, terms = 't.terms'): Promise<{ comments: number; hash: string }> {
  return withDatabase(place, async ask => {
    const { rows } = await ask(`
      select 'comment' as what, concat_ws('|', i.foreign_id, c.status, c.name, c.website, c.source, c.html, c.language,
        c.created_at at time zone 'UTC', c.is_staff, cardinality(c.path), p.slug, above.foreign_id, ${terms},
        o.contact_id is null, o.ip, i.is_mention, i.votes) as row
      from private.imported i join comments c on c.id = i.local_id join posts p on p.id = c.post_id
      join private.origins o on o.comment_id = c.id left join private.comment_terms t on t.comment_id = c.id
      left join private.imported above on above.local_id = c.parent_id and above.kind = 'comment'
      where i.kind = 'comment'
      union all select 'article', concat_ws('|', slug, title, status, html, published_at at time zone 'UTC',
        (select sum(c.comments) from private.comment_counts c where c.post_id = posts.id and c.status = 'approved')) from posts
      union all select 'address', concat_ws('|', a.path, p.slug) from addresses a left join posts p on p.id = a.post_id
      union all select 'thread', concat_ws('|', count(*), sum(comment_count)) from threads
      union all select 'count', concat_ws('|', (select count(*) from comments), (select count(*) from private.contacts),
        (select count(*) from private.imported), (select count(*) from authors))
      order by 1, 2`)
    const hash = createHash('sha256')
    for (const { what, row } of rows) hash.update(`${JSON.stringify([what, row])}\n`)
    return { comments: rows.filter(({ what }) => what === 'comment').length, hash: hash.digest('hex') }
  })
}
