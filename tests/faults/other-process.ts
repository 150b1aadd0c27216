import { ask } from './clients.ts'
import { type Finding, finding } from './findings.ts'
import { openGates, type Place } from './place.ts'
import { runCommand, type Site, startSite } from './server.ts'
import { hashesOf, readTables, withDatabase } from './tables.ts'
import type { Run } from './scenario.ts'

/** A second process on one folder of PGlite is refused; on Postgres it serves beside the first. */
export async function second({ place: newPlace }: Run): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  const site = await startSite(place)
  const other = await startSite(place).then(
    async second => {
      const { status } = await ask(`${second.url}/welcome`)
      await second.stop()
      return `served, ${status}`
    },
    (error: Error) => error.message,
  )
  const expected = place.engine === 'Postgres' ? /^served, 200$/ : /is in use by another Afterword process/
  const failures = [
    ...(expected.test(other) ? [] : [`the second: ${other}`]),
    ...(/^\s+at /m.test(other) ? ['a stack trace'] : []),
    ...(await firstGoesOn(site)),
  ]
  await site.stop()
  return finding(
    'second process',
    place.engine,
    1,
    place.engine === 'Postgres' ? 'both serve' : 'refused in a sentence; the first goes on',
    failures,
  )
}

/** Whoever comes with another key is refused, and has changed nothing: not a row, not who may log in. */
export async function foreign({ place: newPlace }: Run): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  let site = await startSite(place)
  // A PGlite is one process's alone: there the stranger comes while nobody serves it.
  if (place.engine === 'PGlite') await site.stop()
  const before = await everything(place)
  const failures: string[] = []
  for (const command of [['serve'], ['migrate'], ['posts', 'list'], ['settings', 'set', 'title', 'Mine']]) {
    const stranger = {
      ...place,
      env: { ...place.env, SECRET_KEY: 'another secret of forty characters, hm.' },
    }
    const { code, err } = await runCommand(stranger, ...command)
    if (code !== 1 || !err.includes('another key') || /^\s+at /m.test(err))
      failures.push(`${command.join(' ')}: ${code}, ${err}`)
  }
  if ((await everything(place)) !== before) failures.push('something was changed')
  if (place.engine === 'PGlite') site = await startSite(place)
  failures.push(...(await firstGoesOn(site)))
  await site.stop()
  return finding(
    'foreign key',
    place.engine,
    4,
    'each command refused in a sentence, every table and role as before',
    failures,
  )
}

async function firstGoesOn({ url }: Site): Promise<string[]> {
  const { status } = await ask(`${url}/welcome?again=1`)
  return status === 200 ? [] : [`the first is answered ${status}`]
}

/** Every table, and every role as far as its owner may see it. */
const everything = (place: Place): Promise<string> =>
  withDatabase(place, async query => {
    const roles = await query('select rolname, rolcanlogin, rolcreaterole from pg_roles order by 1')
    // Work that is due again and again leaves its times.
    const tables = await readTables(query, ['private.rate_limits', 'private.jobs', 'private.schedules'])
    return `${hashesOf(tables)}\n${JSON.stringify(roles.rows)}`
  })
