import { once } from 'node:events'
import type { Site } from './server.ts'

/** What the test asks for. `instead`: the query never runs. `after`: it runs, and its answer is lost. */
export type Order =
  | { arm: number; code: string; how: 'instead' | 'after' }
  | { disarm: 'when quiet' | 'at once' }
  | { read: string[] }

/** Tells a process that preloaded `failing-queries.ts`; gives its answer. */
export async function tell<T>({ child, ended }: Site, order: Order): Promise<T> {
  const answer: Promise<T[]> = once(child, 'message')
  child.send(order)
  const [said] = await Promise.race([answer, ended.then(() => [])])
  if (said === undefined) throw new Error(`the process ended: ${(await ended).err}`)
  return said
}
