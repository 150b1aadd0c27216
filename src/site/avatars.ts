import type { AppContext } from '../http/context.ts'
import { pathText } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'

/** GET /avatars/:file: draws an avatar from its seed; any seed will do, so that the address tells nothing of who has it. */
export function showAvatar(c: AppContext): Response {
  const seed = pathText(c, 'file').match(/^([0-9a-f]{16})\.svg$/)?.[1]
  if (seed === undefined) throw notFound()
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  return c.body(drawAvatar(seed), 200, { 'Content-Type': 'image/svg+xml' })
}

/**
 * A crest: petals around a centre, and what stands between them. The ground is of middle lightness, so that the disc
 * is as calm on a white page as on a black one. The same seed (16 hex digits) always gives the same.
 */
export function drawAvatar(seed: string): string {
  const [hue = 0, count = 0, petal = 0, between = 0, heart = 0, width = 0] = bytesOf(seed)
  const folds = pick([3, 4, 5, 6, 8], count)
  const degrees = Math.round((hue / 256) * 36) * 10
  // The more petals, the narrower each.
  const girth = Math.round((24 / folds) * (0.9 + (width % 4) / 8)) / 2
  const around = (id: string, path: string, offset: number) =>
    `<path id="${id}" transform="rotate(${round((offset * 360) / folds)})" d="${path}"/>` +
    Array.from(
      { length: folds - 1 },
      (_, place) => `<use href="#${id}" transform="rotate(${round(((place + 1) * 360) / folds)})"/>`,
    ).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -16 32 32">` +
    `<path fill="oklch(0.53 0.075 ${degrees})" d="M-16-16h32v32h-32z"/>` +
    `<g fill="oklch(0.78 0.075 ${degrees + 30})">${around('b', pick(betweens, between), 0.5)}</g>` +
    `<g fill="oklch(0.95 0.025 ${degrees})">${around('a', pick(petals, petal)(girth), 0)}${pick(hearts, heart)}</g></svg>`
  )
}

const bytesOf = (seed: string) => seed.match(/../g)?.map(pair => Number.parseInt(pair, 16)) ?? []

const round = (value: number) => Math.round(value * 10) / 10

const pick = <T>(choices: readonly [T, ...T[]], byte: number): T =>
  choices[byte % choices.length] ?? choices[0]

/** Each points up, away from the centre. */
const petals: readonly [(girth: number) => string, ...((girth: number) => string)[]] = [
  girth => `M0-12Q${girth * 2}-7 0-2Q${girth * -2}-7 0-12z`,
  girth => `M0-2L${girth}-9a${girth} ${girth} 0 0 0${girth * -2} 0z`,
  girth => `M0-12a${girth} ${girth} 0 0 1 0 ${girth * 2}a${girth} ${girth} 0 0 1 0${girth * -2}z`,
  girth => `M${girth / 2}-11.5L0-3 ${girth / -2}-11.5Q0-13 ${girth / 2}-11.5z`,
]

const betweens: readonly [string, ...string[]] = [
  'M0-13.5a1.7 1.7 0 0 1 0 3.4a1.7 1.7 0 0 1 0-3.4z',
  'M0-14Q2.4-8 0-3Q-2.4-8 0-14z',
  'M0-10.5L2-8 0-5.5-2-8z',
]

const hearts: readonly [string, ...string[]] = [
  '<circle r="2.6"/>',
  '<circle r="1.5"/>',
  '<circle r="3" fill="none" stroke="oklch(0.95 0 0)" stroke-width="1.2"/>',
  '',
]
