/** A source of numbers that are the same each time. */
export interface Random {
  /** From 0 to 1, without 1. */
  next(): number
  /** A whole number below another. */
  below(end: number): number
  /** One of some. */
  of<T>(list: readonly T[]): T
  /** How long something that happens by chance lets itself be waited for, given how long it does on average. */
  wait(average: number): number
}

/** Begins at a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    next,
    below,
    of(list) {
      const one = list[below(list.length)]
      if (one === undefined) throw new Error('there is nothing to choose from')
      return one
    },
    wait: average => -Math.log(1 - next()) * average,
  }
}
