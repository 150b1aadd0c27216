import type { Services } from '../http/context.ts'
import { moveMedia, type Place } from '../media/move.ts'
import { countPlaces, isAway } from '../media/places.ts'
import { type Command, type Output, UsageError, wordsOf } from './command.ts'
import { fileTrouble } from './file-trouble.ts'

type Input = { to: Place | null }

/** Says where pictures and files lie, or moves all of them, while the blog is served or while it is not. */
export const mediaCommand: Command<Input> = {
  usage: 'media [list] | to-folder | to-database',
  summary: ({ summaries }) => summaries.media,
  stopsItself: true,

  async prepare(args, { texts }) {
    const [action = 'list', ...others] = wordsOf(args, texts)
    const isKnown = action === 'list' || action === 'to-folder' || action === 'to-database'
    if (!isKnown || others.length > 0) throw new UsageError()
    if (action === 'list') return { to: null }
    return { to: action === 'to-folder' ? 'folder' : 'database' }
  },

  async run(services, { to }, output) {
    if (to === null) return tell(services, output)
    const { mediaDir } = services.config
    if (mediaDir !== null && !(await isAway(services.db, mediaDir)))
      return move(services, mediaDir, to, output)
    if (mediaDir === null) output.problem(output.texts.media.unset)
    else sayAway(mediaDir, output)
    return 1
  },
}

function sayAway(mediaDir: string, { problem, texts }: Output): void {
  for (const line of [texts.doctor.media.away(mediaDir), texts.doctor.media.bringFolder]) problem(line)
}

async function tell({ db, config }: Services, output: Output): Promise<number> {
  const { line, problem, texts } = output
  const { folder, database } = await countPlaces(db)
  const { mediaDir } = config
  const isGone = await isAway(db, mediaDir)
  if (mediaDir !== null) line(texts.media.inFolder(folder.count, folder.bytes, mediaDir))
  else if (folder.count > 0) problem(texts.doctor.media.unset(folder.count))
  if (mediaDir !== null && isGone) sayAway(mediaDir, output)
  line(texts.media.inDatabase(database.count, database.bytes))
  return isGone ? 1 : 0
}

const pauseMs = 10_000

async function move({ db, config }: Services, mediaDir: string, to: Place, output: Output): Promise<number> {
  const { media: says } = output.texts
  const isStopped = () => output.signal?.aborted === true
  let next = performance.now() + pauseMs
  try {
    const { moved, missing } = await moveMedia(db, {
      ...{ mediaDir, to, isStopped },
      isEmbedded: config.database.kind === 'pglite',
      tell(moved) {
        if (performance.now() < next) return
        next += pauseMs
        output.line(says.progress(moved))
      },
    })
    output.line(says.moved(moved))
    if (missing.length > 0) output.problem(says.stay(missing.join(', ')))
    if (isStopped()) output.problem(says.stopped)
    else if (to === 'database' && moved > 0) output.line(says.unsetNow)
    return missing.length > 0 || isStopped() ? 1 : 0
  } catch (error) {
    const trouble = fileTrouble(error, mediaDir, output.texts)
    if (trouble === null) throw error
    output.problem(trouble)
    return 1
  }
}
