import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { smallestAvif, smallerWidths, widestPicture } from '../text/pictures.ts'
import { mostAvifPixels, mostPixels } from './limits.ts'
import type { MadeFile, MadePicture, PictureAnswer, PictureOrder } from './pictures.ts'
import { safeSvg } from './svg.ts'

/**
 * The program of a process of its own: is told the path of a picture and a folder, writes the picture's copies into that
 * folder, and says what they are. Decoding needs memory and may fail badly: neither is the server's. Pictures that come
 * soon after one another have one process, which ends when nothing comes, or when it holds much.
 */
process.on('message', async ({ path, folder, isAvifMade }: PictureOrder) => {
  const made = await make(path, folder, isAvifMade)
  const answer: PictureAnswer = { made, isLast: process.memoryUsage.rss() > mostKeptBytes }
  process.send?.(answer)
})

sharp.cache(false)
sharp.concurrency(1)

/** What it may hold when it waits for the next picture. */
const mostKeptBytes = 200_000_000

async function make(path: string, folder: string, isAvifMade: boolean): Promise<MadePicture> {
  const options = { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true } as const
  const known = await sharp(path, { ...options, limitInputPixels: false })
    .metadata() // of its head alone
    .catch(() => null)
  if (known === null) return { problem: 'unreadable' }
  const { format, pages = 1 } = known
  if (known.width * known.height > mostPixels) return { problem: 'tooManyPixels' }
  try {
    if (format === 'svg') return await drawing(path, folder, known)
    if (pages > 1 && (format === 'gif' || format === 'webp'))
      return await animation(sharp(path, { ...options, animated: true }), folder)
    // Turned as the camera was held. Without its metadata a picture has sRGB colours, and tells nothing of its place.
    const isDrawn = format === 'png' || format === 'gif'
    return await photograph(sharp(path, options).autoOrient(), folder, { isDrawn, isAvifMade })
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message)
    return { problem: isTooLarge ? 'tooManyPixels' : 'unreadable' }
  }
}

async function photograph(
  picture: Sharp,
  folder: string,
  { isDrawn, isAvifMade }: { isDrawn: boolean; isAvifMade: boolean },
): Promise<MadePicture> {
  const quality = isDrawn ? { quality: 90, smartSubsample: true } : { quality: 80 }
  const files: MadeFile[] = []
  const main = await write(
    picture.clone().resize({ width: widestPicture, withoutEnlargement: true }).webp(quality),
    folder,
    'main',
  )
  const size = `${main.width}x${main.height}`
  const hasAvif = isAvifMade && main.width >= smallestAvif && main.width * main.height <= mostAvifPixels
  // Its name says which others there are: see ownMedia.
  files.push({ ...main, name: `${size}${hasAvif ? '-avif' : ''}.webp`, type: 'image/webp', isMain: true })
  // Each is made of the one before, which has been decoded, turned and cut down already.
  const base = sharp(join(folder, 'main'), { limitInputPixels: mostPixels })
  for (const width of smallerWidths(main.width)) {
    const copy = await write(base.clone().resize({ width }).webp(quality), folder, `${width}`)
    files.push({ ...copy, name: `${width}.webp`, type: 'image/webp', isMain: false })
  }
  const avifs = hasAvif
    ? [...smallerWidths(main.width), main.width].filter(width => width >= smallestAvif)
    : []
  for (const width of avifs) {
    // At effort 4 a large picture takes four times as long, for a few bytes in a hundred.
    const avif = base
      .clone()
      .resize({ width })
      .avif({ quality: isDrawn ? 70 : 55, effort: 2 })
    files.push({
      ...(await write(avif, folder, `${width}.avif`)),
      name: `${width}.avif`,
      type: 'image/avif',
      isMain: false,
    })
  }
  // For feeds and other sites' previews, some of which know no WebP.
  const jpeg = base.clone().resize({ width: 1200, withoutEnlargement: true }).flatten({ background: '#fff' })
  const shared = await write(jpeg.jpeg({ quality: 80, mozjpeg: true }), folder, 'share')
  files.push({ ...shared, name: 'share.jpg', type: 'image/jpeg', isMain: false })
  return { files }
}

/** In one size, as each would have to be decoded frame by frame. */
async function animation(picture: Sharp, folder: string): Promise<MadePicture> {
  const main = await write(
    picture.resize({ width: 1200, withoutEnlargement: true }).webp({ quality: 75, effort: 2 }),
    folder,
    'main',
  )
  const height = main.pageHeight ?? main.height
  // No width that has copies: see ownMedia.
  const file = { ...main, name: `${main.width}x${height}-moving.webp`, type: 'image/webp', isMain: true }
  return { files: [file] }
}

async function drawing(
  path: string,
  folder: string,
  { width, height }: { width: number; height: number },
): Promise<MadePicture> {
  const svg = safeSvg(await readFile(path, 'utf8'))
  if (svg === null) return { problem: 'unreadable' }
  await writeFile(join(folder, 'main'), svg)
  const size = { width: Math.round(width), height: Math.round(height) }
  const { size: bytes } = await stat(join(folder, 'main'))
  const name = `${Math.min(size.width, 99_999)}x${Math.min(size.height, 99_999)}.svg`
  return { files: [{ name, type: 'image/svg+xml', path: join(folder, 'main'), bytes, isMain: true }] }
}

async function write(picture: Sharp, folder: string, name: string) {
  const path = join(folder, name)
  const { width, height, size: bytes, pageHeight } = await picture.toFile(path)
  return { path, width, height, bytes, pageHeight }
}
