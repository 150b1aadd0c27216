import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { MediaKind } from '../db/media-tables.ts'

/** A file's kind, and the type that it is served as. */
export interface Found {
  kind: MediaKind
  type: string
}

/** What a file is, by what is in it. What a browser might run is a file to be saved, whatever it says it is. */
export async function typeOf(path: string): Promise<Found> {
  const { fileTypeFromFile } = await import('file-type')
  const found = await fileTypeFromFile(path)
  const type = found?.mime ?? 'application/octet-stream'
  if (await isDrawing(path, type)) return { kind: 'picture', type: 'image/svg+xml' }
  if (pictures.has(type)) return { kind: 'picture', type }
  if (type.startsWith('video/')) return { kind: 'video', type }
  if (type.startsWith('audio/') || type === 'application/ogg') return { kind: 'audio', type }
  return { kind: 'file', type: type === 'application/pdf' ? type : 'application/octet-stream' }
}

const pictures = new Set([
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/tiff'],
  ...['image/heic', 'image/heif', 'image/bmp', 'image/apng'],
])

async function isDrawing(path: string, type: string): Promise<boolean> {
  if (type !== 'application/xml' && type !== 'application/octet-stream' && type !== 'image/svg+xml')
    return false
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(
    buffer.toString('utf8', 0, bytesRead),
  )
}

/** The hash that a file is known by. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await using file = await open(path)
  // One for all of it: what is read into new ones makes the process collect them.
  const piece = Buffer.allocUnsafe(65_536)
  for (;;) {
    const { bytesRead } = await file.read(piece)
    if (bytesRead === 0) return hash.digest('base64url').slice(0, 22)
    hash.update(piece.subarray(0, bytesRead))
  }
}
