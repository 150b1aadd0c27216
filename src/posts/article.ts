import type { ReadonlyKysely } from 'kysely/readonly'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { type Heading, headingsIn } from '../text/headings.ts'
import { plainText } from '../text/plain-text.ts'
import { minutesToRead } from '../text/reading-time.ts'
import { type AroundPost, around, aroundWritten, type WrittenAround } from './around.ts'
import { shownCover } from './cover.ts'
import type { PostContent } from './form.ts'
import type { Author, PublishedPost } from './read.ts'
import { type Translation, translationsAmong } from './translations.ts'
import { tagSlug } from './tag-names.ts'

/** What an article's page says of its text. */
export interface TextFacts {
  minutes: number
  /** Of a long one; else none. */
  contents: Heading[]
}

/** What it says of it besides, in no language. */
export interface ArticleFacts extends Omit<AroundPost, 'same'>, TextFacts {
  /** In which languages readers can have it, its own among them; none where there is one alone. */
  translations: Translation[]
}

/** What is written, as its page shows it before it is published: nobody has answered. */
export function asWritten(
  {
    title,
    language,
    publishedAt,
    tags,
    cover,
  }: Pick<PostContent, 'title' | 'language' | 'publishedAt' | 'tags' | 'cover'>,
  html: string,
  authors: Author[],
) {
  return {
    ...{
      title,
      language,
      html,
      cover: shownCover(cover),
      published_at: publishedAt,
      updated_at: publishedAt ?? new Date(0),
    },
    ...{ comment_count: 0, tags: tags.map(name => ({ name, slug: tagSlug(name) })), authors },
  }
}

/** Shorter ones are seen whole. */
const shortestWithContents = { minutes: 3, headings: 3 }

/** Asks for what stands around an article, and returns it with what its page says of its text. */
export async function readArticleFacts(
  db: ReadonlyKysely<PublicDatabase>,
  post: PublishedPost,
): Promise<ArticleFacts> {
  const [row] = await aroundOne(db, { id: post.id })
  if (!row) throw new Error('what stands around an article is one row')
  return articleFacts(post, row.around)
}

const aroundOne = statement((db, place: PlaceOf<{ id: number }>) =>
  db.selectNoFrom(around(place('id')).as('around')),
)

/** In how many minutes an article is read, of what parts it is made, and what stands around it. */
export function articleFacts(post: PublishedPost, written: WrittenAround): ArticleFacts {
  const { same, ...others } = aroundWritten(written)
  return { ...textFacts(post.html), ...others, translations: translationsAmong(same, post) }
}

/** The same of its HTML alone, published or not. */
export function textFacts(html: string): TextFacts {
  const minutes = minutesToRead(plainText(html))
  const headings = headingsIn(html)
  const isLong = minutes >= shortestWithContents.minutes && headings.length >= shortestWithContents.headings
  return { minutes, contents: isLong ? headings : [] }
}
