import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { type Running, start, temporaryFolder } from './processes.ts'

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Records one answer, and serves the very same from a bare `node:http` server in a process of its own. */
export async function serveRecorded(url: string, asked: Asked = {}): Promise<Running> {
  const file = join(temporaryFolder(), 'answer.json')
  await writeFile(file, JSON.stringify(await record(url, asked)))
  return start(['bench/raw-server.ts', file], {}, '/')
}

function record(url: string, { method = 'GET', headers = {}, body = '' }: Asked) {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        // Node writes these itself.
        const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...kept } = answer.headers
        resolve({ status: answer.statusCode, headers: kept, body: Buffer.concat(chunks).toString('base64') })
      })
    })
    call.once('error', reject)
    call.end(body)
  })
}
