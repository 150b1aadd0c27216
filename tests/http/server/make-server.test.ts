import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { makeServer } from '../../../src/http/server/make-server.ts'
import { testSite } from '../../support/site.ts'

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

test('a connection has five seconds for its headers', () => {
  expect(makeServer(site().app, site().services).headersTimeout).toBe(5_000)
})

test('a load balancer that asks in HTTP/1.0, without naming a host, is answered', async () => {
  for (const path of ['/health', '/ready']) expect(await statusOf(`GET ${path} HTTP/1.0\r\n\r\n`)).toBe('200')
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

test('a form without a word of a body is an empty one, and its connection goes on', async () => {
  const slug = await site().publish()
  const socket = await open(
    `POST /${slug}/comments HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\n\r\n` +
      `GET /${slug} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  )
  let answers = ''
  socket.on('data', chunk => (answers += String(chunk)))
  await once(socket, 'close')
  expect(answers.match(/(?<=HTTP\/1\.1 )\d+/g)).toEqual(['422', '200'])
  expect(answers).toContain('On tea')
})

test('somebody who goes in the middle of a form has the fault, not the database', async () => {
  await site().publish({ slug: 'welcome' })
  const before = site().logged().length
  const socket = await open(
    'POST /welcome/comments HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n' +
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nname',
  )
  await fetch(`${site().url}/health`)
  socket.destroy()
  await vi.waitUntil(() => site().logged().slice(before).includes('/:slug/comments'), { interval: 5 })
  const lines = site()
    .logged()
    .slice(before)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines.filter(line => line.level !== 'info' || line.outage)).toEqual([])
  expect(lines.find(line => line.route === '/:slug/comments')?.status).toBe(400)
})
