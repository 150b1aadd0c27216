import { expect, test } from 'vitest'
import { fairQueue } from '../../src/text/fair-queue.ts'

const endless = 1_000_000

/** Work that ends when it is told to, and says when it began. */
function held() {
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<string>()
  const work = () => {
    begun.resolve()
    return end.promise
  }
  return { work, begun: begun.promise, end: end.resolve }
}

test('a client who has taken time goes behind one who has not', async () => {
  const queue = fairQueue({ ofOne: 10, ofAll: 10, patienceMs: endless })
  const order: string[] = []
  const note = (name: string) => async () => void order.push(name)
  const first = held()
  const all = [
    queue.wait('busy', 0, first.work),
    queue.wait('busy', 0, note('busy 2')),
    queue.wait('busy', 0, note('busy 3')),
  ]
  await first.begun
  all.push(queue.wait('new', 0, note('new')))
  // It takes longer than nothing at all.
  const until = performance.now() + 2
  while (performance.now() < until);
  first.end('done')
  await Promise.all(all)
  expect(order).toEqual(['new', 'busy 2', 'busy 3'])
})

test('a client who has taken a little is not kept behind all who come after', async () => {
  const queue = fairQueue({ ofOne: 10, ofAll: 10, patienceMs: endless })
  const order: string[] = []
  const note = (name: string) => async () => void order.push(name)
  const pass = (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until; );
  }
  await queue.wait('again', 0, async () => pass(2))
  const first = held()
  const all: Promise<unknown>[] = [queue.wait('other', 0, first.work)]
  await first.begun
  all.push(queue.wait('again', 0, note('again')))
  pass(20)
  all.push(queue.wait('new', 0, note('new')))
  first.end('done')
  await Promise.all(all)
  expect(order).toEqual(['again', 'new'])
})

test('one client has a few places, and all together have a number of them', async () => {
  const queue = fairQueue({ ofOne: 2, ofAll: 3, patienceMs: endless })
  const first = held()
  const running = queue.wait('a', 0, first.work)
  const given = (client: string) => queue.wait(client, 0, async () => client)
  const waiting = [given('a'), given('a'), given('a'), given('b'), given('c')]
  first.end('a')
  // The third of a is one too many of one client, and for c the last of all has to leave.
  expect(await Promise.all([running, ...waiting])).toEqual(['a', 'a', 'a', null, 'b', null])
})

test('when it is full, the client who took most makes room', async () => {
  const queue = fairQueue({ ofOne: 9, ofAll: 2, patienceMs: endless })
  const first = held()
  const running = queue.wait('a', 0, first.work)
  await first.begun
  const until = performance.now() + 2
  while (performance.now() < until);
  first.end('a')
  await running
  const second = held()
  const again = queue.wait('b', 0, second.work)
  await second.begun
  const waiting = ['a', 'a', 'c'].map(client => queue.wait(client, 0, async () => client))
  expect(await waiting[1]).toBeNull()
  second.end('b')
  expect(await Promise.all([again, ...waiting])).toEqual(['b', 'a', null, 'c'])
})

test('whose turn does not come in time is told so, while the work of another goes on', async () => {
  const queue = fairQueue({ ofOne: 2, ofAll: 2, patienceMs: 1 })
  const first = held()
  const running = queue.wait('a', 0, first.work)
  await first.begun
  expect(await queue.wait('b', 0, async () => 'b')).toBeNull()
  first.end('a')
  expect(await running).toBe('a')
})

test('work that fails fails for who asked, and the next goes on', async () => {
  const queue = fairQueue({ ofOne: 2, ofAll: 2, patienceMs: endless })
  const failing = queue.wait('a', 0, () => Promise.reject(new Error('no')))
  const next = queue.wait('a', 0, async () => 'next')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
})

test('what is short goes before what may take long, of clients who took nothing yet', async () => {
  const queue = fairQueue({ ofOne: 2, ofAll: 9, patienceMs: endless })
  const order: string[] = []
  const note = (name: string) => async () => void order.push(name)
  const first = held()
  const all = [queue.wait('a', 0, first.work), queue.wait('b', 200, note('long'))]
  all.push(queue.wait('c', 200, note('long too')), queue.wait('d', 1, note('short')))
  first.end('done')
  await Promise.all(all)
  expect(order).toEqual(['short', 'long', 'long too'])
})
