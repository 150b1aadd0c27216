import { findOwnPlace, isOwn } from '../comments/own.ts'
import {
  type Around,
  findComment,
  pageAmong,
  pageInThread,
  type Place,
  placeInThread,
  placeOf,
} from '../comments/place.ts'
import type { SubmissionResult } from '../comments/submit.ts'
import { notFound } from '../http/answer/problems.ts'
import { commentToken } from '../http/client/cookies.ts'
import type { AppContext } from '../http/context.ts'
import { pathId } from '../http/input/params.ts'
import { errorFacts } from '../log.ts'
import { commentAnchor, urls } from '../urls.ts'
import { moderates } from './moderates.ts'

/** GET /comments/:id: leads to the page that shows a comment, and to its place on it. */
export async function showComment(c: AppContext): Promise<Response> {
  const id = pathId(c)
  const found = (await findComment(c.get('services').publicDb, id)) ?? (await findOwn(c, id))
  if (!found) throw notFound()
  c.header('Cache-Control', 'private, no-store')
  return c.redirect(await addressOf(c, id, found), 302)
}

/** What was removed of theirs is gone for who moderates, as on the page of its article. */
async function findOwn(c: AppContext, id: number) {
  const { db, keys } = c.get('services')
  if (!(await isOwn(db, keys, id, commentToken(c, id)))) return undefined
  const own = await findOwnPlace(db, id)
  return own?.isRemoved && (await moderates(c, own.post)) ? undefined : own
}

/** Where a browser is led after it sent a comment; `thread` is the one on whose page its form was, if it was on one. */
export const addressOfSent = async (
  c: AppContext,
  result: Extract<SubmissionResult, { id: number }>,
  thread: number | null,
): Promise<string> =>
  result.outcome === 'accepted' && result.around
    ? addressAmong(c, { ...result, around: result.around }, thread)
    : anchorOf(c, result.id, thread)

/** What stands before one that has just come was read with what decided about it. */
function addressAmong(
  c: AppContext,
  { id, slug, thread, around }: { id: number; slug: string; thread: number; around: Around },
  onPageOf: number | null,
): string {
  const { threads_per_page: size } = c.get('settings')
  const place =
    thread === onPageOf ? pageInThread(thread, around.replies, size) : pageAmong(thread, around, size)
  return addressAt(slug, place, id)
}

/** Where one is whose place is to be asked; it is stored, so that an answer is due even if that can't be found. */
async function anchorOf(c: AppContext, id: number, thread: number | null): Promise<string> {
  try {
    const place = await findOwnPlace(c.get('services').db, id)
    return place ? await addressOf(c, id, place, place.thread === thread) : urls.comment(id)
  } catch (error) {
    c.get('services').log.warn({ request: c.get('requestId'), ...errorFacts(error) })
    return urls.comment(id)
  }
}

async function addressOf(
  c: AppContext,
  id: number,
  found: { post: number; slug: string; thread: number; place: Buffer },
  /** On the page of its conversation, whose form it came from. */
  isInThread = false,
) {
  const { threads_per_page: size, first_page: first } = c.get('settings')
  const { publicDb } = c.get('services')
  const place = isInThread
    ? await placeInThread(publicDb, found, size)
    : await placeOf(publicDb, found, { size, first })
  return addressAt(found.slug, place, id)
}

function addressAt(slug: string, place: Place, id: number): string {
  const page =
    place.page === 'article' ? urls.post(slug, place.from) : urls.thread(slug, place.thread, place.from)
  return `${page}#${commentAnchor(id)}`
}
