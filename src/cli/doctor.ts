import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type { Services } from '../http/context.ts'
import { plural } from '../i18n/formats.ts'
import { readSchema } from '../db/migrate.ts'
import { opensContacts } from '../readers/contacts.ts'
import {
  checkBackup,
  checkClock,
  checkCounts,
  checkDisk,
  checkListener,
  checkOrphans,
  checkPublicRole,
  checkWork,
  type Finding,
} from '../transfer/out/check.ts'
import { type Command, UsageError, wordsOf } from './command.ts'

/** Looks at everything that can go wrong unseen, and says what to do. */
export const doctorCommand: Command<null> = {
  usage: 'doctor',
  summary: ({ summaries }) => summaries.doctor,

  async prepare(args, { texts }) {
    if (wordsOf(args, texts).length > 0) throw new UsageError()
    return null
  },

  async run(services, _, output) {
    let wrong = 0
    for (const { what, isGood, found, todo } of await findings(services)) {
      const word = !isGood ? 'wrong' : todo === null ? 'good ' : 'hint '
      const lines = [`${word}  ${what.padEnd(13)}  ${found}`]
      if (todo !== null) lines.push(`       ${''.padEnd(13)}  ${todo}`)
      if (!isGood) wrong++
      for (const line of lines)
        if (isGood) output.line(line)
        else output.problem(line)
    }
    output.line(wrong === 0 ? 'All is well.' : needing(wrong))
    return wrong === 0 ? 0 : 1
  },
}

const needing = plural('en', { one: '# thing needs you.', other: '# things need you.' })

async function findings(services: Services): Promise<Finding[]> {
  const { db, publicDb, config } = services
  // On Postgres there may be no folder: then where the program runs.
  const { bavail, blocks, bsize } = await statfs(existsSync(config.dataDir) ? config.dataDir : '.')
  return [
    configured(services),
    await keyed(services),
    await checkPublicRole(publicDb),
    await current(services),
    await checkCounts(db),
    await checkOrphans(db),
    await checkWork(db),
    await checkListener(listener => services.listen(listener)),
    checkDisk({ free: bavail * bsize, all: blocks * bsize }),
    await checkClock(db, () => performance.timeOrigin + performance.now()),
    await checkBackup(db),
  ]
}

function configured({ config: { baseUrl, database } }: Services): Finding {
  const found = `${baseUrl} on ${database.kind === 'pglite' ? 'PGlite' : 'Postgres'}`
  const isHere = /^https?:\/\/(?:localhost|127\.)/.test(baseUrl)
  const todo =
    'Before others read it, set BASE_URL to the address that they use: feeds, the sitemap and links are written with it.'
  return { what: 'configuration', isGood: true, found, todo: isHere ? todo : null }
}

async function keyed({ db, keys }: Services): Promise<Finding> {
  const opens = await opensContacts(db, keys)
  return {
    what: 'key',
    isGood: opens,
    found: opens ? 'it opens what was sealed' : 'it opens none of the addresses here',
    todo: opens ? null : 'Set SECRET_KEY to the key that they were sealed with, or SECRET_KEY_PREVIOUS.',
  }
}

async function current({ db }: Services): Promise<Finding> {
  const schema = await readSchema(db)
  const isGood = schema === 'current'
  return {
    what: 'schema',
    isGood,
    found: isGood ? 'up to date' : schema,
    todo: isGood ? null : 'Run "afterword migrate".',
  }
}
