import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { fewHeaders } from '../../../src/http/input/few-headers.ts'

/** What a server reads of a request whose header lines are these. */
async function read(...lines: string[]): Promise<ReturnType<typeof fewHeaders>[]> {
  const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
  const asked: Promise<IncomingMessage[]> = once(server, 'request')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  socket.write(`GET / HTTP/1.1\r\nHost: blog.example\r\n${lines.join('\r\n')}\r\n\r\n`)
  const [request] = await asked
  if (!request) throw new Error('nothing was asked')
  socket.destroy()
  server.close()
  const { headers } = request
  const names = ['cookie', 'accept-language', 'accept-encoding', 'if-none-match'] as const
  const asNode = Object.fromEntries(names.flatMap(name => (headers[name] ? [[name, headers[name]]] : [])))
  return [fewHeaders(request), asNode]
}

test('a header is read however its name is written', async () => {
  const lines = ['COOKIE: theme=dark', 'accept-Encoding: br', 'Accept-language: de', 'if-none-match: "a"']
  const [few, asNode] = await read(...lines, 'X-Other: 1')
  expect(few).toEqual(asNode)
  expect(few).toEqual({
    ...{ cookie: 'theme=dark', 'accept-encoding': 'br' },
    ...{ 'accept-language': 'de', 'if-none-match': '"a"' },
  })
})

test('a header in several lines is read whole: no cookie hides behind another', async () => {
  const [few, asNode] = await read('Cookie: theme=dark', 'X: 1', 'cookie: session=s', 'Accept-Encoding: br')
  expect(few).toMatchObject(asNode ?? {})
  expect(few?.cookie).toBe('theme=dark; session=s')
  const [tags] = await read('If-None-Match: "a"', 'If-None-Match: "b"')
  expect(tags?.['if-none-match']).toBe('"a", "b"')
})

test('what says that a body comes is read', async () => {
  const [few] = await read('Content-Length: 0')
  expect(few?.['content-length']).toBe('0')
})
