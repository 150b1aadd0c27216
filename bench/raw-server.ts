import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

// The least that Node can do: the bytes and the headers of a recorded answer, for whatever is asked.
const recorded: { status: number; headers: Record<string, string>; body: string } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
)
const body = Buffer.from(recorded.body, 'base64')

createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(recorded.status, recorded.headers).end(body))
}).listen(Number(process.env['PORT']), '127.0.0.1')
