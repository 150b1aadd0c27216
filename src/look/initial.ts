import { escapeHtml } from '../text/html.ts'
import { isLightColour } from './accent.ts'

/** Draws a blog without an icon of its own: the first letter of its title on its colour, as SVG. */
export function initialIcon(title: string, accent: string): string {
  const ink = isLightColour(accent) ? '#211d18' : '#fdfcf9'
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    `<rect width="32" height="32" rx="7" fill="${accent}"/>` +
    `<text x="16" y="16" dy=".35em" text-anchor="middle" fill="${ink}" font-size="20" font-weight="700"` +
    ` font-family="Charter, Georgia, 'Songti SC', 'Noto Serif CJK SC', serif">${escapeHtml(initialOf(title))}</text></svg>`
  )
}

/** The first letter or digit of a title as a reader sees one; its first character where it has none. */
export function initialOf(title: string): string {
  const characters = [...new Intl.Segmenter().segment(title.trim())].map(({ segment }) => segment)
  return (characters.find(each => /^[\p{L}\p{N}]/u.test(each)) ?? characters[0] ?? '').toLocaleUpperCase('en')
}

/** The same for devices that take pixels: a pen's stroke, as not every server has letters to draw with. */
export const strokeIcon = (accent: string): string =>
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="180" height="180">' +
  `<rect width="32" height="32" fill="${accent}"/>` +
  `<path fill="${isLightColour(accent) ? '#211d18' : '#fdfcf9'}" d="M8 10h16v2.4H8zm0 5h16v2.4H8zm0 5h10v2.4H8z"/></svg>`
