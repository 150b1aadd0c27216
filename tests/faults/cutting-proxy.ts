import { createServer, request } from 'node:http'
import { atTheEnd, freePort } from '../../bench/processes.ts'

/** What a proxy does to what is sent through it. */
export type Cut = 'nothing' | 'too large' | 'request' | 'answer'

/** What stands before a blog, at one address however often the blog is started again. */
export interface CuttingProxy {
  port: number
  /** Where the blog is. */
  target: number
  /** Bodies are refused, cut off half-way, or arrive while their answers don't. */
  cut: Cut
}

/** Starts a proxy that passes on what comes, until it is told otherwise. */
export async function startCuttingProxy(): Promise<CuttingProxy> {
  const proxy: CuttingProxy = { port: await freePort(), target: 0, cut: 'nothing' }
  const server = createServer((asked, answer) => {
    const { method = 'GET', url = '/', headers } = asked
    const cut = method === 'POST' ? proxy.cut : 'nothing'
    if (cut === 'too large') return void answer.writeHead(413, { connection: 'close' }).end('too large')
    const passed = request({ port: proxy.target, host: '127.0.0.1', method, path: url, headers }, given => {
      if (cut === 'answer') {
        given.resume()
        return void answer.destroy()
      }
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
      given.on('error', () => answer.destroy())
    })
    passed.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()))
    asked.on('error', () => passed.destroy())
    if (cut === 'request')
      asked.once('data', (chunk: Buffer) => {
        passed.write(chunk.subarray(0, chunk.length / 2))
        passed.destroy()
        asked.destroy()
      })
    else asked.pipe(passed)
  })
  server.listen(proxy.port, '127.0.0.1')
  atTheEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  return proxy
}
