import { parseArgs } from 'node:util'
import { environment, readConfig } from '../src/config.ts'
import { openDatabase } from '../src/db/open.ts'
import { opensContacts } from '../src/readers/contacts.ts'
import { keySource } from '../src/secret-file.ts'
import { seedBlog } from './seed/store.ts'

const usage = `npm run seed -- [--posts 50] [--comments 5000] [--seed 1] [--until 2026-06-01]

Fills the blog of this folder, or of DATABASE_URL, with articles (up to 10,000) and comments (up to 1,000,000), which are the
same each time; --seed makes others, and the last of them is of the day --until.`

const options = readOptions()

process.umask(0o077)
const config = readConfig(environment())
const database = await openDatabase(
  config,
  { ...keySource(config), open: opensContacts, isNew: false },
  'prepare',
)
const begun = performance.now()
try {
  await seedBlog(database.db, options)
  // An empty blog is given two articles at its first start; this one is none.
  await database.db
    .insertInto('private.welcome')
    .defaultValues()
    .onConflict(conflict => conflict.doNothing())
    .execute()
} finally {
  await database.close()
}
console.log(
  `${options.posts} articles and ${options.comments} comments in ${Math.round((performance.now() - begun) / 1000)} s.`,
)

/** What is asked for; whoever asks for help, or for what there is not, is told what there is. */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        posts: { type: 'string', default: '50' },
        comments: { type: 'string', default: '5000' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string', default: '2026-06-01' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.log(usage)
      process.exit()
    }
    return {
      posts: wholeNumber('posts', values.posts, 10_000),
      comments: wholeNumber('comments', values.comments, 1_000_000),
      seed: wholeNumber('seed', values.seed, 2 ** 31),
      until: day(values.until),
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    process.exit(2)
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`--${name} is a number from 1 to ${most}.`)
  return number
}

function day(text: string): Date {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new Error('--until is a date such as 2026-06-01.')
  return date
}
