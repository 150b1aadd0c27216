import { type Kysely, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database, PublicDatabase } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { bitByBit } from '../queue/portions.ts'
import { folded } from '../text/fold.ts'
import { plainText } from '../text/plain-text.ts'
import { termsOf, wordLetter } from '../text/terms.ts'
import { bitsOf, lettersOf, slipsBetween, slipsIn } from './slips.ts'

/** Of fewer letters too many words are alike. */
const fewestLetters = 3
const mostLetters = 40

/** Words of published articles that somebody may have meant, the nearest first; some may be of none that is published still. */
export async function wordsLike(db: ReadonlyKysely<PublicDatabase>, word: string): Promise<string[]> {
  const letters = lettersOf(word)
  if (letters.length < fewestLetters || letters.length >= mostLetters) return []
  const most = slipsIn(letters.length)
  const rows = await db
    .selectFrom(
      sql<{ word: string }>`public.words_like(${bitsOf(letters)}::int, ${letters.length - most}::int,
        ${letters.length + most}::int, ${2 * most}::int)`.as<'f'>(sql`f(word)`),
    )
    .select('f.word')
    .execute()
  return rows
    .map(({ word: other }) => {
      const theirs = lettersOf(other)
      const slips = slipsBetween(letters, theirs, most)
      // Of two that are as near, who typed it got the first letter right.
      return { other, far: slips === null ? null : slips + (theirs[0] === letters[0] ? 0 : 0.5) }
    })
    .filter(({ far }) => far !== null && far > 0)
    .sort((one, other) => (one.far ?? 0) - (other.far ?? 0) || (one.other < other.other ? -1 : 1))
    .map(({ other }) => other)
}

/** Articles whose words are learned at once. */
const most = 10

/** Learns the words of articles that were published or changed since they were learned. */
export async function learnWords(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  await bitByBit(size => learnSome(db, size), mayGoOn, { most })
}

function learnSome(db: Kysely<Database>, size: number): Promise<number> {
  return transact(db, async trx => {
    const posts = await trx
      .selectFrom('private.post_terms as t')
      .innerJoin('posts as p', 'p.id', 't.post_id')
      .select(['p.id', 'p.title', 'p.html'])
      .select(
        sql<string[]>`array(select t.name from post_tags pt join tags t on t.id = pt.tag_id
          where pt.post_id = p.id)`.as('tags'),
      )
      .where('t.is_learned', '=', false)
      .where('p.status', '=', 'published')
      .where('p.published_at', '<=', sql<Date>`now()`)
      .orderBy('p.id')
      .limit(size)
      .forUpdate('t')
      .execute()
    if (posts.length === 0) return 0
    const words = new Set(
      posts.flatMap(({ title, tags, html }) => wordsIn(`${title}\n${tags.join('\n')}\n${plainText(html)}`)),
    )
    const known = [...words].sort().map(word => ({ word, letters: lettersOf(word) }))
    await sql`
      insert into private.words (word, letters, length)
      select * from unnest(
        ${known.map(({ word }) => word)}::text[],
        ${known.map(({ letters }) => bitsOf(letters))}::int[],
        ${known.map(({ letters }) => letters.length)}::smallint[])
      on conflict do nothing`.execute(trx)
    await trx
      .updateTable('private.post_terms')
      .set({ is_learned: true })
      .where(
        'post_id',
        'in',
        posts.map(({ id }) => id),
      )
      .execute()
    return posts.length
  })
}

const word = new RegExp(
  String.raw`(?<![${wordLetter}])[[\p{L}\p{M}]&&[${wordLetter}]]+(?![${wordLetter}])`,
  'gv',
)

/** The words of a text in scripts that divide them, folded, with their accents. */
function wordsIn(text: string): string[] {
  return Array.from(folded(text).matchAll(word), ([found]) => found).filter(found => {
    const { length } = lettersOf(found)
    return length >= fewestLetters && length < mostLetters
  })
}

const mostLooked = 200

/** Forgets the words that no published article has any more. */
export async function forgetWords(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  let after = ''
  const goOn = async (size: number) => {
    const looked = await forgetSome(db, after, size)
    after = looked.at(-1)?.word ?? after
    return looked.length
  }
  await bitByBit(goOn, mayGoOn, { fewest: 10, most: mostLooked })
}

/** Looks at up to so many words behind one, and returns which they are. */
async function forgetSome(db: Kysely<Database>, after: string, size: number): Promise<{ word: string }[]> {
  const words = await db
    .selectFrom('private.words')
    .select('word')
    .where('word', '>', after)
    .orderBy('word')
    .limit(size)
    .execute()
  await sql`
    delete from private.words w
    using unnest(${words.map(({ word }) => word)}::text[],
      ${words.map(({ word }) => `'${termsOf(word)[0] ?? ''}'`)}::text[]) as asked(word, term)
    where w.word = asked.word and not exists (
      select from private.post_terms t join posts p on p.id = t.post_id
      where t.terms @@ asked.term::tsquery and p.status = 'published' and p.published_at <= now())`.execute(
    db,
  )
  return words
}
