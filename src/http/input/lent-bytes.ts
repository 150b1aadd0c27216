import type { AppContext } from '../context.ts'
import { badRequest, HttpProblem, tooLarge } from '../answer/problems.ts'

/**
 * Makes what reads bodies of at most so many bytes into memory that it lends to some work, one after the other: fresh
 * memory of half a megabyte takes the system two milliseconds, in which nobody is answered. The work keeps nothing of it.
 * Throws tooLarge, badRequest for a body whose sender goes before its end, and what the work throws.
 */
export function lendBytes(
  most: number,
): <T>(c: AppContext, work: (bytes: Buffer) => Promise<T>) => Promise<T> {
  let spare: Buffer | null = null
  return async (c, work) => {
    const memory = spare ?? Buffer.allocUnsafeSlow(most)
    spare = null // who comes meanwhile gets some of their own
    const result = await work(await readInto(memory, c))
    spare = memory
    return result
  }
}

async function readInto(memory: Buffer, c: AppContext): Promise<Buffer> {
  let size = 0
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      if (size + chunk.length > memory.length) throw tooLarge()
      memory.set(chunk, size)
      size += chunk.length
    }
  } catch (error) {
    // The client's own broken connection has the code of a broken one to the database.
    throw error instanceof HttpProblem ? error : badRequest()
  }
  return memory.subarray(0, size)
}
