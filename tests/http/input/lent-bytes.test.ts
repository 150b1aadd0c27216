import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { HttpProblem } from '../../../src/http/answer/problems.ts'
import type { AppEnv } from '../../../src/http/context.ts'
import { lendBytes } from '../../../src/http/input/lent-bytes.ts'

const withFour = lendBytes(4)

/** Sends a body to some work; returns what the work returns, or the status that refuses it. */
async function send(body: string, work: (bytes: Buffer) => Promise<string>): Promise<string> {
  const app = new Hono<AppEnv>()
  app.post('/', async c => c.text(await withFour(c, work)))
  app.onError((error, c) => c.text(error instanceof HttpProblem ? String(error.status) : error.message))
  return (await app.request('/', { method: 'POST', body })).text()
}

test('what two send at once is kept apart, and what comes later is not longer than it is', async () => {
  await send('zz', async bytes => bytes.toString()) // there is memory to be lent again
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const first = send('aaaa', async bytes => {
    begun.resolve()
    await gate.promise
    return bytes.toString()
  })
  await begun.promise
  expect(await send('bbb', async bytes => bytes.toString())).toBe('bbb')
  gate.resolve()
  expect(await first).toBe('aaaa')
  expect(await send('c', async bytes => bytes.toString())).toBe('c')
})

test('memory is lent again, but not what work left in the middle', async () => {
  const lent: ArrayBufferLike[] = []
  const keep = async (bytes: Buffer) => String(lent.push(bytes.buffer))
  await send('a', keep)
  await send('b', keep)
  await send('c', bytes => keep(bytes).then(() => Promise.reject(new Error('in the middle'))))
  await send('d', keep)
  expect(lent.map(memory => lent.indexOf(memory))).toEqual([0, 0, 0, 3])
})

test('a body that is longer is refused', async () => {
  expect(await send('aaaaa', async () => 'taken')).toBe('413')
})
