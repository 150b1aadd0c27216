import type { End, Settings } from '../settings/declared.ts'

/** How an article's conversations are walked and shown. */
export interface Sorting {
  /** From which end pages are walked. */
  first: End
  /** Which conversation of a page stands first. */
  order: End
  /** What was asked for, where that is not what the site has; it is part of the page's address. */
  asked: End | null
}

/** How conversations are sorted for who asks for an order; null asks for that of the site. */
export function sortingOf(
  { first_page: first, thread_order: order }: Pick<Settings, 'first_page' | 'thread_order'>,
  asked: End | null,
): Sorting {
  if (asked === null || (asked === first && asked === order)) return { first, order, asked: null }
  return { first: asked, order: asked, asked }
}

/**
 * Conversations are ordered by bytes that the database makes (`place`): for each comment from the thread's root on its
 * time and its id, sixteen bytes. What answers a comment begins with the comment's own bytes, and so follows it.
 */
const stepBytes = 16

/** The place of the thread that a comment stands in: its root's. */
export const threadPlace = (place: Buffer): Buffer => place.subarray(0, stepBytes)

/** Where a thread begins in that order, and what follows all that is in it: no time begins with this byte. */
export const threadBounds = (thread: Buffer): { first: Buffer; end: Buffer } => ({
  first: thread,
  end: Buffer.concat([thread, Buffer.from([0xff])]),
})
