import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/problems.ts'

/** GET /avatars/:file: draws an avatar from its seed; any seed will do, so that the address tells nothing of who has it. */
export function showAvatar(c: AppContext): Response {
  const seed = c.req.param('file')?.match(/^([0-9a-f]{16})\.svg$/)?.[1]
  if (seed === undefined) throw notFound()
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  return c.body(drawAvatar(seed), 200, { 'Content-Type': 'image/svg+xml' })
}

/** Quarter circles in a square of four, as on a tiled floor; two tones of one hue, legible on light and dark. */
export function drawAvatar(seed: string): string {
  const [hue = 0, ...tiles] = seed.match(/../g)?.map(pair => Number.parseInt(pair, 16)) ?? []
  const degrees = Math.round((hue / 256) * 24) * 15
  const shapes = tiles.slice(0, 4).map((tile, place) => {
    const x = (place % 2) * 16
    const y = place < 2 ? 0 : 16
    const tone = tile & 8 ? 'a' : 'b'
    return `<path fill="${tones(degrees)[tone]}" transform="translate(${x} ${y}) rotate(${(tile & 3) * 90} 8 8)" d="${shapesOf[(tile >> 2) & 1]}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${tones(degrees).ground}"/>${shapes.join('')}</svg>`
}

const shapesOf = ['M0 0h16A16 16 0 0 1 0 16z', 'M8 0a8 8 0 0 1 0 16A8 8 0 0 1 8 0z']

const tones = (degrees: number) => ({
  ground: `oklch(0.9 0.04 ${degrees})`,
  a: `oklch(0.62 0.11 ${degrees})`,
  b: `oklch(0.75 0.09 ${(degrees + 45) % 360})`,
})
