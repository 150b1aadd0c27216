import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { makeServer } from '../../src/http/server.ts'
import { testSite } from '../support/site.ts'

const site = testSite()

async function open(text: string): Promise<Socket> {
  const socket = connect(Number(new URL(site().url).port), '127.0.0.1')
  socket.on('error', () => undefined) // the server may cut it off
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** The status that a request as bytes is answered with, on a connection that ends with it. */
async function statusOf(text: string): Promise<string> {
  const socket = await open(text)
  let answer = ''
  socket.on('data', chunk => (answer += String(chunk)))
  await once(socket, 'close')
  return answer.split(' ')[1] ?? ''
}

test('300 connections that never finish their request leave the site to others', async () => {
  const slug = await site().publish()
  const slow = await Promise.all(
    Array.from({ length: 300 }, () => open(`GET /${slug} HTTP/1.1\r\nHost: localhost\r\nX-Slow: `)),
  )
  const answer = await fetch(`${site().url}/${slug}`)
  expect([answer.status, (await answer.text()).includes('On tea')]).toEqual([200, true])
  for (const socket of slow) socket.destroy()
})

test('a connection has five seconds for its headers and ten for its request', () => {
  const { headersTimeout, requestTimeout } = makeServer(site().app, site().services)
  expect([headersTimeout, requestTimeout]).toEqual([5_000, 10_000])
})

test('what is no request is refused, and the site goes on', async () => {
  const slug = await site().publish()
  const end = 'Host: localhost\r\nConnection: close\r\n\r\n'
  expect(await statusOf('Tea, please.\r\n\r\n')).toBe('400')
  expect(await statusOf(`GET / HTTP/1.1\r\nConnection: close\r\n\r\n`)).toBe('400')
  expect(await statusOf(`GET / HTTP/1.1\r\nCookie: ${'x'.repeat(40_000)}\r\n${end}`)).toBe('431')
  expect(await statusOf(`GET /%E0%A4%A HTTP/1.1\r\n${end}`)).toBe('404')
  expect(await statusOf(`GET /${slug} HTTP/1.1\r\n${end}`)).toBe('200')
})
