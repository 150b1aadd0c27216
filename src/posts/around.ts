import { type RawBuilder, sql } from 'kysely'
import type { PublishedPost } from './read.ts'
import type { Translation } from './translations.ts'

/** An article that another leads to. */
export type Linked = Pick<PublishedPost, 'id' | 'slug' | 'title' | 'language' | 'published_at'>

/** What stands around an article: nothing but what says the same, around a page. */
export interface AroundPost {
  earlier: Linked | null
  later: Linked | null
  /** About the same: by the tags they share, and where that is not enough by the words of its title. */
  related: Linked[]
  /** The published articles that say the same, itself among them; see `translationsAmong`. */
  same: (Translation & { id: number })[]
}

/** The same as a query gives it, where times are texts. */
export interface WrittenAround extends Omit<AroundPost, 'earlier' | 'later' | 'related'> {
  earlier: WrittenLinked | null
  later: WrittenLinked | null
  related: WrittenLinked[]
}

type WrittenLinked = Omit<Linked, 'published_at'> & { published_at: string }

/** What stands around the article with an id, as a value of a query: by a function that a connection plans once. */
export const around = (post: RawBuilder<number>) => sql<WrittenAround>`public.around_post(${post}::bigint)`

/** What stands around an article, from how the database writes it down. */
export const aroundWritten = ({ earlier, later, related, same }: WrittenAround): AroundPost => ({
  earlier: earlier && linkedOf(earlier),
  later: later && linkedOf(later),
  related: related.map(linkedOf),
  same,
})

const linkedOf = (written: WrittenLinked): Linked => ({
  ...written,
  published_at: new Date(written.published_at),
})
