import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import type { Visitor } from '../../support/visitor.ts'
import { limitBodyTime, mayTakeTime, takeTime, usualBodyTime } from '../../../src/http/input/body-time.ts'

const blog = testBlog()

let server: Server | null = null
afterEach(() => server?.close())

/** The status of a request whose body comes as `bytes` every 20 ms until it has all come, or is ended; '' for no answer. */
async function statusOf(pieces: string[], isUpload: boolean, isUnhurried = false): Promise<string> {
  server = createServer((request, response) => {
    limitBodyTime(request, response, isUpload, { ms: 100, least: 10 })
    if (isUnhurried) takeTime(request)
    request.resume().on('end', () => response.end('ok'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on a port')
  const socket = connect(address.port, '127.0.0.1')
  let answer = ''
  socket.on('data', chunk => (answer += String(chunk))).on('error', () => undefined)
  const length = pieces.join('').length
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`)
  const ended = once(socket, 'close')
  const rest = [...pieces]
  const timer = setInterval(() => {
    const piece = rest.shift()
    if (piece === undefined) clearInterval(timer)
    else socket.write(piece)
  }, 20)
  await ended
  clearInterval(timer)
  return answer.split(' ')[1] ?? ''
}

const slow = Array.from({ length: 20 }, () => 'x'.repeat(10))
const trickle = Array.from({ length: 200 }, () => 'x')

test('a body that is not here in time is ended with 408', async () => {
  expect(await statusOf(slow, false)).toBe('408')
})

test('a file may take longer, as long as it comes', async () => {
  expect(await statusOf(slow, true)).toBe('200')
})

test('so may what somebody sends who is known by then', async () => {
  expect(await statusOf(slow, false, true)).toBe('200')
  expect(await statusOf(trickle, false, true)).toBe('408')
})

test('an article and its preview may, from who may write', async () => {
  const session = (visitor: Visitor) => `session=${visitor.cookies.get('session') ?? ''}`
  const author = session(await join(blog(), 'author'))
  const moderator = session(await join(blog(), 'moderator'))
  const mayTake = async (path: string, cookie: string) => {
    const incoming = { socket: {} }
    const headers = {
      cookie,
      host: 'localhost:3000',
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost:3000',
    }
    const body = new URLSearchParams({ title: 'Tea' })
    await blog().app.request(`http://localhost:3000${path}`, { method: 'POST', headers, body }, { incoming })
    return mayTakeTime(incoming)
  }
  for (const path of ['/admin/posts/new', '/admin/posts/7', '/admin/post-previews'])
    expect([await mayTake(path, author), await mayTake(path, moderator), await mayTake(path, '')]).toEqual([
      true,
      false,
      false,
    ])
  expect(await mayTake('/sign-in', author)).toBe(false)
})

test('a byte now and then is no file', async () => {
  expect(await statusOf(trickle, true)).toBe('408')
})

test('outside of tests it is ten seconds', () => {
  expect(usualBodyTime.ms).toBe(10_000)
})
