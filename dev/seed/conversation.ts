import type { Random } from './random.ts'

/** A comment by numbers: its own is its place in the order of time, from 0. */
export interface SeedComment {
  nth: number
  /** The number of its article. */
  post: number
  /** The numbers of what it answers, the first of the thread first, and its own. */
  path: number[]
  status: 'approved' | 'pending' | 'spam' | 'trash'
  at: Date
}

const day = 86_400_000
/** So deep people answer each other, and so far back. */
const deepest = 6
const remembered = 30

/** When articles appear: over some years before `until`, the last one just before it. */
export function makeDates(random: Random, count: number, until: Date): Date[] {
  const years = 3 * 365 * day
  return Array.from({ length: count }, (_, nth) => {
    const share = 1 - (nth + random.next()) / count
    return new Date(inDaytime(random, until.getTime() - day - share * years))
  })
}

/**
 * Comments on articles in the order of time: most come in the first days, a few after years, hardly any at night; some
 * articles get many, most get few; more than half of them answer another.
 */
export function* makeConversations(
  random: Random,
  posts: readonly Date[],
  count: number,
  until: Date,
): Generator<SeedComment> {
  const times = timesOf(random, posts, count, until)
  const last = new Map<number, number[][]>()
  for (let nth = 0; nth < count; nth++) {
    const { post, time } = times(nth)
    const others = last.get(post) ?? []
    const answered = others.length > 0 && random.next() < 0.55 ? random.of(others) : []
    const path = [...answered, nth]
    const status = statusOf(random, until.getTime() - time)
    if (status === 'approved' && path.length < deepest) others.push(path)
    if (others.length > remembered) others.shift()
    last.set(post, others)
    yield { nth, post, path, status, at: new Date(time) }
  }
}

/** Article and time of each comment, sorted by time; numbers only, for a million of them. */
function timesOf(random: Random, posts: readonly Date[], count: number, until: Date) {
  const times = new Float64Array(count)
  const on = new Uint32Array(count)
  for (let nth = 0; nth < count; nth++) {
    const post = Math.floor(posts.length * random.next() ** 2.5)
    const published = posts[posts.length - 1 - post]?.getTime() ?? 0
    on[nth] = posts.length - 1 - post
    times[nth] = inDaytime(random, delayed(random, published, until.getTime()))
  }
  const order = new Uint32Array(count).map((_, nth) => nth).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0))
  return (nth: number) => {
    const one = order[nth] ?? 0
    return { post: on[one] ?? 0, time: times[one] ?? 0 }
  }
}

function delayed(random: Random, from: number, until: number): number {
  const kind = random.next()
  const average = kind < 0.7 ? day : kind < 0.95 ? 20 * day : 300 * day
  const time = from + 120_000 + random.wait(average)
  return time < until ? time : from + (until - from) * random.next()
}

/** Nine of ten of those awake at night (UTC) go to bed, and write the next day. */
function inDaytime(random: Random, time: number): number {
  const hour = Math.floor((time % day) / 3_600_000)
  return hour < 6 && random.next() < 0.9 ? time + (6 - hour + random.below(12)) * 3_600_000 : time
}

function statusOf(random: Random, age: number): SeedComment['status'] {
  const kind = random.next()
  if (age < 14 * day && kind < 0.25) return 'pending'
  if (kind > 0.98) return 'spam'
  return kind > 0.975 ? 'trash' : 'approved'
}
