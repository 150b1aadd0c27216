/** What is being done for requests, so that nobody closes the database under it. */
export interface UnderWay {
  /** Counts some work in until it has ended, well or not. */
  add(work: Promise<unknown>): void
  /** Resolves once nothing is under way. */
  settled(): Promise<void>
}

/** Returns a count of work under way, which begins with none. */
export function countUnderWay(): UnderWay {
  const works = new Set<Promise<unknown>>()
  return {
    add(work) {
      const forget = () => works.delete(work)
      works.add(work)
      work.then(forget, forget)
    },
    async settled() {
      while (works.size > 0) await Promise.allSettled(works)
    },
  }
}
