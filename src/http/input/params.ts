import { beginningOf } from '../../text/cut.ts'
import { isSlug, safeReturnPath } from '../../urls.ts'
import type { AppContext } from '../context.ts'
import type { FormBody } from './form-fields.ts'
import { badRequest, type HttpProblem, notFound } from '../answer/problems.ts'

/**
 * What a request brings beside its path, each value read as what it is to be. Null, or an empty text: it was not given.
 * Anything else than what is asked for stops the request: no link and no form of ours says it.
 */
export interface Params {
  id(name: string): number | null
  /** A whole number from 0, as large as an id. */
  count(name: string): number | null
  /** A whole number from 0 that Postgres's `integer` holds, such as that of a revision. */
  number(name: string): number | null
  uuid(name: string): string | null
  /** A day that there is, from the year 1 on, such as 2026-01-31. */
  day(name: string): string | null
  slug(name: string): string | null
  oneOf<T extends string>(name: string, words: readonly T[]): T | null
  /** The same where any other text asks for nothing: a link may be older than the words. */
  ifOneOf<T extends string>(name: string, words: readonly T[]): T | null
  /**
   * What a person typed to look for: trimmed, cut to a length in UTF-16 code units. What no database can hold, a null
   * byte or half a character, stands as U+FFFD, as it does in what is kept.
   */
  words(name: string, longest: number): string
  /** A path of this site. */
  way(name: string, otherwise: string): string
  isThere(name: string): boolean
}

/** Reads a query. Its values throw notFound, also for a name that is there twice. */
export const query = (c: AppContext): Params =>
  params(name => {
    const values = c.req.queries(name) ?? []
    if (values.length > 1) throw notFound()
    return values[0] ?? ''
  }, notFound)

/** Reads the fields of a form that a page filled in, not a person. They throw badRequest. */
export const fields = (body: FormBody): Params => params(name => body.field(name), badRequest)

/** The text at a place of the path. Throws notFound for one that no database can hold. */
export function pathText(
  c: AppContext,
  name: 'slug' | 'tag' | 'author' | 'file' | 'hash' | 'token' | 'format' | 'part' | 'version',
): string {
  const text = c.req.param(name) ?? ''
  if (!isStorable(text)) throw notFound()
  return text
}

/** The slug in the path; null where a route has none, or what stands there names no article. */
export const pathSlug = (c: AppContext): string | null => readSlug(c.req.param('slug') ?? '')

/** The id in the path. Throws notFound. */
export const pathId = (c: AppContext): number => readId(c.req.param('id') ?? '') ?? stop(notFound)

/** Whether the path says a month. */
export const hasMonth = (c: AppContext): boolean => c.req.param('month') !== undefined

/** The number in the path, from 0 on. Throws notFound. */
export const pathCount = (c: AppContext, name: 'part' | 'year' | 'month'): number =>
  readNumber((c.req.param(name) ?? '').replace(name === 'month' ? /^0(?=\d$)/ : '', '')) ?? stop(notFound)

/** The number of a revision in the path. Throws notFound. */
export const pathNumber = (c: AppContext): number => readNumber(c.req.param('number') ?? '') ?? stop(notFound)

/** The UUID in the path. Throws notFound. */
export const pathUuid = (c: AppContext): string => readUuid(c.req.param('id') ?? '') ?? stop(notFound)

/** An id as a text; null for any other. */
export function readId(text: string): number | null {
  const id = readCount(text)
  return id === 0 ? null : id
}

function params(get: (name: string) => string, problem: () => HttpProblem): Params {
  const read =
    <T>(as: (text: string) => T | null) =>
    (name: string): T | null => {
      const text = get(name)
      return text === '' ? null : (as(text) ?? stop(problem))
    }
  return {
    id: read(readId),
    count: read(readCount),
    number: read(readNumber),
    uuid: read(readUuid),
    day: read(readDay),
    slug: read(readSlug),
    oneOf: (name, words) => read(text => words.find(word => word === text) ?? null)(name),
    ifOneOf: (name, words) => words.find(word => word === get(name)) ?? null,
    words: (name, longest) =>
      beginningOf(get(name).replaceAll('\0', '\ufffd').toWellFormed().trim(), longest),
    way: (name, otherwise) => safeReturnPath(get(name) || otherwise),
    isThere: name => get(name) !== '',
  }
}

function stop(problem: () => HttpProblem): never {
  throw problem()
}

/** A whole number from 0 as a text; null for any other. */
export function readCount(text: string): number | null {
  const count = Number(text)
  return /^(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(count) ? count : null
}

/** The same where a column is no larger than this. */
function readNumber(text: string): number | null {
  const number = readCount(text)
  return number !== null && number <= 2_147_483_647 ? number : null
}

/** A UUID as a text; null for any other. */
export const readUuid = (text: string): string | null =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text) ? text : null

/** 2026-02-31 is no day, though `Date` makes one of it; nor has Postgres a year 0. */
function readDay(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001-01-01') return null
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null
}

const readSlug = (text: string) => (isSlug(text) ? text : null)

/** Postgres takes a null byte for an error, and half a character for another. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')
