import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Answer, origin, type Visitor } from './visitor.ts'

/** A picture of some size, every time the same: as a camera would write it. */
export async function photo(
  width: number,
  height: number,
  { turned = false }: { turned?: boolean } = {},
): Promise<Buffer> {
  const red = await sharp({
    create: { width: Math.ceil(width / 2), height, channels: 3, background: '#c33' },
  })
    .png()
    .toBuffer()
  return sharp({ create: { width, height, channels: 3, background: '#36c' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: 'Canary camera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' },
    })
    .withMetadata({ orientation: turned ? 6 : 1 })
    .jpeg()
    .toBuffer()
}

/** Writes bytes into a file of their own; returns its path. */
export async function fileOf(bytes: Buffer | string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'afterword-test-')), 'file')
  await writeFile(path, bytes)
  return path
}

/** Sends a file as a browser without scripts does. */
export async function upload(
  visitor: Visitor,
  bytes: Buffer | string,
  name: string,
  to = '/admin/media',
): Promise<Answer> {
  const form = new FormData()
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
  const body = new Response(form)
  return visitor.send(to, {
    method: 'POST',
    headers: { origin, 'content-type': body.headers.get('content-type') ?? '' },
    body: await body.arrayBuffer(),
  })
}

/** Uploads a picture; returns the path of its page in the admin. */
export async function uploadPicture(visitor: Visitor, name = 'pier.jpg', width = 500): Promise<string> {
  const answer = await upload(visitor, await photo(width, 300), name)
  if (answer.status !== 303) throw new Error(answer.html)
  return answer.headers.get('location')?.split('?')[0] ?? ''
}
