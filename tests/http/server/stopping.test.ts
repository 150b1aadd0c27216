import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../../../src/http/context.ts'
import { makeServer } from '../../../src/http/server/make-server.ts'
import { watchConnections } from '../../../src/http/server/stopping.ts'
import { testBlog } from '../../support/blog.ts'

const blog = testBlog()

/** A server whose handler answers when it is told to. */
async function slowServer() {
  const asked = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  const app = new Hono<AppEnv>()
  app.get('/slow', async c => {
    asked.resolve()
    await mayAnswer.promise
    return c.text('tea')
  })
  app.get('/', c => c.text('leaves'))
  const server = makeServer(app, blog().services)
  const stop = watchConnections(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { server, port, stop, asked: asked.promise, answer: () => mayAnswer.resolve() }
}

async function ask(port: number, path: string, agent?: Agent): Promise<IncomingMessage> {
  const [answer]: IncomingMessage[] = await once(request({ port, path, agent }).end(), 'response')
  if (!answer) throw new Error('no answer')
  return answer
}

test('a server that stops answers what is in flight as the last of its connection, and lets nobody new in', async () => {
  const { server, port, stop, asked, answer } = await slowServer()
  const agent = new Agent({ keepAlive: true })
  const inFlight = ask(port, '/slow', agent)
  await asked
  const stopped = stop()
  while (server.listening) await new Promise(setImmediate)
  await expect(ask(port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  answer()
  const last = await inFlight
  expect([last.statusCode, last.headers.connection, await text(last)]).toEqual([200, 'close', 'tea'])
  expect(await stopped).toBe(0)
  agent.destroy()
})

test('a connection that was just used has its next answer, which says that it is the last', async () => {
  const { server, port, stop } = await slowServer()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  expect(await text(await ask(port, '/', agent))).toBe('leaves')
  const stopped = stop()
  while (server.listening) await new Promise(setImmediate)
  const last = await ask(port, '/', agent)
  expect([last.headers.connection, await text(last)]).toEqual(['close', 'leaves'])
  expect(await stopped).toBe(0)
  agent.destroy()
})

test('nobody is sent to the door as it closes: what is answered before is not the last of its connection', async () => {
  const { port, stop, asked, answer } = await slowServer()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const inFlight = ask(port, '/slow', agent)
  await asked
  const stopped = stop()
  answer()
  const first = await inFlight
  expect([first.headers.connection, await text(first)]).toEqual(['keep-alive', 'tea'])
  expect(await text(await ask(port, '/', agent))).toBe('leaves')
  expect(await stopped).toBe(0)
  agent.destroy()
})

// After ten seconds they would be cut, and counted.
test('nobody who is silent is waited for', async () => {
  const { port, stop } = await slowServer()
  const agent = new Agent({ keepAlive: true })
  await text(await ask(port, '/', agent))
  const neverUsed = connect(port, '127.0.0.1')
  await once(neverUsed, 'connect')
  const left = once(neverUsed.resume(), 'close')
  expect(await stop()).toBe(0)
  await left
  agent.destroy()
})

test('a handler is waited for though its client has left', async () => {
  const { port, stop, asked, answer } = await slowServer()
  const { underWay } = blog().services
  const call = request({ port, path: '/slow' }).end()
  call.on('error', () => undefined)
  await asked
  call.destroy()
  expect(await stop()).toBe(0)
  let isSettled = false
  const settled = underWay.settled().then(() => (isSettled = true))
  await new Promise(setImmediate)
  expect(isSettled).toBe(false)
  answer()
  await settled
})
