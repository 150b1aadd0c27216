import { parentPort, workerData } from 'node:worker_threads'
import { post } from './moderator.ts'
import { timed } from './stats.ts'

interface Sent {
  url: string
  cookie: string
  pictures: readonly Uint8Array<ArrayBuffer>[]
}

const { url, cookie, pictures }: Sent = workerData
const took: number[] = []
for (const picture of pictures) took.push(await timed(() => send(picture)))
parentPort?.postMessage(took, [])

/** As a browser does, part by part. */
async function send(picture: Uint8Array<ArrayBuffer>): Promise<void> {
  const fields = { name: 'pier.jpg', bytes: String(picture.length) }
  const begun = await post(`${url}/admin/uploads`, cookie, fields)
  const { id, partBytes }: { id: string; partBytes: number } = JSON.parse(await begun.text())
  const headers = { origin: url, cookie }
  for (let part = 0; part * partBytes < picture.length; part++) {
    const body = picture.slice(part * partBytes, (part + 1) * partBytes)
    await fetch(`${url}/admin/uploads/${id}/parts/${part}`, { method: 'POST', headers, body })
  }
  const ended = await fetch(`${url}/admin/uploads/${id}/end`, { method: 'POST', headers, body: '' })
  if (ended.status !== 200) throw new Error(`the upload was answered ${ended.status}`)
}
