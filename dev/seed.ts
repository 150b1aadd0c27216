import { parseArgs } from 'node:util'
import { environment, readConfig } from '../src/config.ts'
import { openDatabase } from '../src/db/open.ts'
import { opensContacts } from '../src/readers/contacts.ts'
import { keySource } from '../src/secret-file.ts'
import { seedBlog } from './seed/store.ts'

/**
 * Fills the blog of this folder, or of DATABASE_URL, with articles and comments that are the same each time:
 * npm run seed -- --posts 50 --comments 5000 [--seed 1] [--until 2026-06-01]
 */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '50' },
    comments: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    until: { type: 'string', default: '2026-06-01' },
  },
})
const options = {
  posts: wholeNumber('posts', values.posts, 10_000),
  comments: wholeNumber('comments', values.comments, 1_000_000),
  seed: wholeNumber('seed', values.seed, 2 ** 31),
  until: new Date(values.until),
}
if (Number.isNaN(options.until.getTime())) throw new Error('--until is a date such as 2026-06-01.')

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

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`--${name} is a number from 1 to ${most}.`)
  return number
}
