import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fetchFile, type Wanted } from '../../src/net/fetch-file.ts'
import { type Guard, publicOnly, wayTo } from '../../src/net/guard.ts'
import { isPublicAddress } from '../../src/net/public-address.ts'

async function wanted(more: Partial<Wanted> = {}): Promise<Wanted> {
  const path = join(await mkdtemp(join(tmpdir(), 'afterword-test-')), 'file')
  const signal = new AbortController().signal
  return { path, mostBytes: 1000, mostMs: 60_000, takes: type => type === 'image/png', signal, ...more }
}

/** A server on this machine, which a guard of its own lets through; returns its port. */
async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Knows one host, at this machine. */
const allowing = (port: number, host = 'old.example'): Guard => ({
  resolve: async name => (name === host ? ['127.0.0.1'] : ['10.0.0.1']),
  mayReach: (address, at) => address === '127.0.0.1' && at === port,
})

describe('an address', () => {
  test.each([
    ...['127.0.0.1', '127.255.0.9', '0.0.0.0', '0.1.2.3', '10.1.2.3', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.8', '192.0.2.1'],
    ...[
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '239.1.2.3',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...['::', '::1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::8.8.8.8', '64:ff9b::808:808', '64:ff9b:1::1'],
    ...['fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2002:7f00:1::'],
    ...['2001::1', '2001:db8::1', '3fff::1', '100::1', '4000::1', 'nonsense', ''],
  ])('%s is none of the public internet’s', address => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each([
    '8.8.8.8',
    '93.184.215.14',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700:4700::1111',
    '2a00:1450::1',
  ])('%s is', address => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('a way', () => {
  const resolving = (...addresses: string[]): Guard => ({ ...publicOnly, resolve: async () => addresses })
  const problem = async (url: string, guard = resolving('93.184.215.14')) => {
    const way = await wayTo(new URL(url), guard)
    return 'problem' in way ? way.problem : way.address
  }

  test.each([
    ...[
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://0177.0.0.1/',
      'http://127.1/',
    ],
    ...['http://0/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[64:ff9b::7f00:1]/'],
    ...['http://①②⑦.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://93.184.215.14:22/'],
    ...['http://old.example:8080/', 'https://old.example:80443/'.replace('80443', '8443')],
  ])('to %s there is none', async url => {
    expect(await problem(url)).toBe('notPublic')
  })

  test.each([
    ['ftp://old.example/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['http://user@old.example/', 'credentials'],
    ['http://:secret@old.example/', 'credentials'],
  ])('to %s there is none: %s', async (url, why) => {
    expect(await problem(url)).toBe(why)
  })

  test('is to what a host was looked up as; one of its addresses that is not public closes all', async () => {
    expect(await problem('https://old.example/')).toBe('93.184.215.14')
    expect(await problem('https://old.example/', resolving('93.184.215.14', '127.0.0.1'))).toBe('notPublic')
    expect(await problem('https://old.example/', resolving())).toBe('unknownHost')
    expect(await problem('http://localhost/', publicOnly)).toBe('notPublic')
  })
})

describe('a file', () => {
  const png =
    (bytes: number): RequestListener =>
    (_, answer) =>
      void answer.writeHead(200, { 'content-type': 'image/png; charset=x' }).end(Buffer.alloc(bytes, 1))

  test('is fetched from the address that was looked at, not from what its name means', async () => {
    const port = await serve((request, answer) => {
      expect(request.headers.host).toBe(`old.example:${port}`)
      expect(request.headers.cookie).toBeUndefined()
      png(900)(request, answer)
    })
    const asked = await wanted({ guard: allowing(port) })
    expect(await fetchFile(`http://old.example:${port}/a.png`, asked)).toMatchObject({ bytes: 900 })
    expect((await readFile(asked.path)).length).toBe(900)
  })

  test('is not fetched from this machine unless somebody says so', async () => {
    let asked = 0
    const port = await serve((request, answer) => {
      asked++
      png(5)(request, answer)
    })
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await fetchFile(`http://${host}:${port}/`, await wanted())).toEqual({ problem: 'notPublic' })
    expect(asked).toBe(0)
  })

  test('is followed through redirects, each of which is looked at; not for ever', async () => {
    const port = await serve((request, answer) => {
      const to: Record<string, string> = {
        '/a': '/b',
        '/b': '/c.png',
        '/in': 'http://inner.example/',
        '/loop': '/loop',
      }
      const location = to[request.url ?? '']
      if (location === undefined) png(5)(request, answer)
      else answer.writeHead(302, { location }).end()
    })
    const fetched = async (path: string) =>
      fetchFile(`http://old.example:${port}${path}`, await wanted({ guard: allowing(port) }))
    expect(await fetched('/a')).toEqual({ bytes: 5, url: `http://old.example:${port}/c.png` })
    expect(await fetched('/in')).toEqual({ problem: 'notPublic' })
    expect(await fetched('/loop')).toEqual({ problem: 'tooManyRedirects' })
  })

  test('that is missing, of another type, too large or too slow is said to be', async () => {
    const port = await serve((request, answer) => {
      if (request.url === '/gone') answer.writeHead(404).end()
      else if (request.url === '/page') answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
      else if (request.url === '/packed')
        answer.writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' }).end('x')
      else if (request.url === '/large') png(1001)(request, answer)
      else if (request.url === '/endless') {
        answer.writeHead(200, { 'content-type': 'image/png' })
        answer.write(Buffer.alloc(600))
        answer.end(Buffer.alloc(600))
      } else if (request.url === '/cut') {
        answer.writeHead(200, { 'content-type': 'image/png', 'content-length': '500' })
        answer.write('x', () => answer.destroy())
      }
      // Anything else is never answered.
    })
    const fetched = async (path: string, more: Partial<Wanted> = {}) =>
      fetchFile(`http://old.example:${port}${path}`, await wanted({ guard: allowing(port), ...more }))
    expect(await fetched('/gone')).toEqual({ problem: 'notFound' })
    expect(await fetched('/page')).toEqual({ problem: 'otherType' })
    expect(await fetched('/packed')).toEqual({ problem: 'otherType' })
    expect(await fetched('/large')).toEqual({ problem: 'tooLarge' })
    expect(await fetched('/endless')).toEqual({ problem: 'tooLarge' })
    expect(await fetched('/cut')).toEqual({ problem: 'unreachable' })
    expect(await fetched('/silent', { mostMs: 50 })).toEqual({ problem: 'tooSlow' })
    const stop = new AbortController()
    stop.abort()
    await expect(fetched('/silent', { signal: stop.signal })).rejects.toThrow('aborted')
  })
})
