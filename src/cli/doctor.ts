import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type { Services } from '../http/context.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { readSchema } from '../db/migrate.ts'
import { someOf } from '../media/lost-files.ts'
import { lookAtPlaces } from '../media/places.ts'
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
  leastFree,
} from '../transfer/out/check.ts'
import { padded, widest } from './columns.ts'
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
    const says = output.texts.doctor
    const words = widest([says.good, says.hint, says.wrong])
    const subjects = widest(Object.values(says.subjects))
    let wrong = 0
    for (const { what, isGood, found, todo } of await findings(services, says)) {
      const word = !isGood ? says.wrong : todo === null ? says.good : says.hint
      const lines = [`${padded(word, words)}  ${padded(says.subjects[what], subjects)}  ${found}`]
      if (todo !== null) lines.push(`${padded('', words)}  ${padded('', subjects)}  ${todo}`)
      if (!isGood) wrong++
      for (const line of lines)
        if (isGood) output.line(line)
        else output.problem(line)
    }
    output.line(wrong === 0 ? says.allWell : says.needing(wrong))
    return wrong === 0 ? 0 : 1
  },
}

type Says = CommandTexts['doctor']

/** A finding in words. */
interface Told {
  what: Finding['what']
  isGood: boolean
  found: string
  /** Null where there is nothing to do; where all is well, what to do some day. */
  todo: string | null
}

const told = (
  { what, found, numbers: [first = 0, second = 0], todo, isGood }: Finding,
  says: Says,
): Told => ({
  what,
  isGood,
  found: says.found[found](first, second),
  todo: todo && says.todo[todo],
})

async function findings(services: Services, says: Says): Promise<Told[]> {
  const { db, publicDb, config } = services
  // On Postgres there may be no folder: then where the program runs.
  const { bavail, blocks, bsize } = await statfs(existsSync(config.dataDir) ? config.dataDir : '.')
  return [
    configured(services, says),
    await keyed(services, says),
    told(await checkPublicRole(publicDb), says),
    await current(services, says),
    ...(await media(services, says)),
    ...[
      await checkCounts(db),
      await checkOrphans(db),
      await checkWork(db),
      await checkListener(listener => services.listen(listener)),
      checkDisk({ free: bavail * bsize, all: blocks * bsize }),
      await checkClock(db, () => performance.timeOrigin + performance.now()),
      await checkBackup(db),
    ].map(finding => told(finding, says)),
  ]
}

function configured({ config: { baseUrl, database } }: Services, says: Says): Told {
  const found = says.servedOn(baseUrl, database.kind === 'pglite' ? 'PGlite' : 'Postgres')
  const isHere = /^https?:\/\/(?:localhost|127\.)/.test(baseUrl)
  return { what: 'configuration', isGood: true, found, todo: isHere ? says.setBaseUrl : null }
}

async function keyed({ db, keys }: Services, says: Says): Promise<Told> {
  const opens = await opensContacts(db, keys)
  return {
    what: 'key',
    isGood: opens,
    found: opens ? says.keyFits : says.keyDoesNotFit,
    todo: opens ? null : says.setKey,
  }
}

async function current({ db }: Services, says: Says): Promise<Told> {
  const schema = await readSchema(db)
  const isGood = schema === 'current'
  return {
    what: 'schema',
    isGood,
    found: says.schema[schema],
    todo: isGood ? null : says.migrate,
  }
}

async function media({ db, config: { mediaDir } }: Services, says: Says): Promise<Told[]> {
  const words = says.media
  const place = mediaDir ?? ''
  const found = await lookAtPlaces(db, mediaDir)
  const say = (isGood: boolean, text: string, todo: string | null): Told => ({
    what: 'media',
    isGood,
    found: text,
    todo,
  })
  switch (found.is) {
    case 'rows':
      return [say(true, words.inDatabase(found.count), null)]
    case 'unset':
      return [say(false, words.unset(found.count), words.setFolder)]
    case 'away':
      return [say(false, words.away(place), words.bringFolder)]
    case 'folder': {
      const { missing, isOpen, free, left } = found
      const text = words.inFolder(found.count, place, free)
      return [
        ...(isOpen ? [] : [say(false, words.locked(place), words.giveRights)]),
        ...(missing.length > 0
          ? [say(false, words.missing(missing.length, place, someOf(missing)), words.putBack)]
          : []),
        free > leastFree
          ? say(true, text, left > 0 ? words.moveRest(left) : null)
          : say(false, text, says.todo.makeRoom),
      ]
    }
  }
}
