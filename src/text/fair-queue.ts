/** Work that clients wait for, done one after another. */
export interface FairQueue {
  /**
   * Does some work for a client when it is its turn, and returns what comes of it; null when there was no turn in time.
   * Who came first goes first, but each as much later as their client took of the last minute, with the `expectedMs` that
   * this work may take: so that what is short does not wait for what is long, nobody for who asks all the time, and nobody
   * for ever.
   */
  wait<T>(client: string, expectedMs: number, work: () => Promise<T>): Promise<T | null>
}

/** How many may wait, of one client and of all, and how long, in ms from when they came. */
export interface QueueLimits {
  ofOne: number
  ofAll: number
  patienceMs: number
}

interface Waiting {
  client: string
  /** When it would begin if nobody had taken anything. */
  due: number
  begin: () => Promise<void>
  giveUp: () => void
}

const windowMs = 60_000

/** Makes a queue. */
export function fairQueue({ ofOne, ofAll, patienceMs }: QueueLimits): FairQueue {
  const waiting: Waiting[] = []
  const spent = new Map<string, number>()
  let end = 0
  let isBusy = false

  const turn = ({ client, due }: Waiting) => due + (spent.get(client) ?? 0)
  const drop = (left: Waiting | undefined) => {
    if (left === undefined) return
    waiting.splice(waiting.indexOf(left), 1)
    left.giveUp()
  }

  const goOn = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    for (let next = least(); next !== undefined; next = least()) {
      waiting.splice(waiting.indexOf(next), 1)
      const begun = performance.now()
      await next.begin()
      const now = performance.now()
      if (now >= end) {
        spent.clear()
        end = now + windowMs
      }
      spent.set(next.client, (spent.get(next.client) ?? 0) + now - begun)
    }
    isBusy = false
  }

  /** Whose turn is next; of those alike, the one that came first. */
  const least = () =>
    waiting.reduce<Waiting | undefined>(
      (least, one) => (least === undefined || turn(one) < turn(least) ? one : least),
      undefined,
    )

  /** Whose turn is last; of those alike, the one that came last. */
  const most = () =>
    waiting.reduce<Waiting | undefined>(
      (most, one) => (most === undefined || turn(one) >= turn(most) ? one : most),
      undefined,
    )

  return {
    wait: (client, expectedMs, work) =>
      new Promise((resolve, reject) => {
        const one: Waiting = {
          client,
          due: performance.now() + expectedMs,
          begin: () => {
            clearTimeout(timer)
            return work().then(resolve, reject)
          },
          giveUp: () => {
            clearTimeout(timer)
            resolve(null)
          },
        }
        const timer = setTimeout(() => drop(one), patienceMs)
        waiting.push(one)
        if (waiting.filter(other => other.client === client).length > ofOne) drop(one)
        else if (waiting.length > ofAll) drop(most())
        void goOn()
      }),
  }
}
