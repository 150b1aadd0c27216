import { topLevelLength } from '../text/top-level.ts'
import { undivided } from '../text/scripts.ts'

/** Where a link leads, as the learner looks at it. All in small letters. */
export interface LinkParts {
  host: string
  /** What somebody registered: the last two labels, or three where the last are as short as in `co.uk`. */
  domain: string
  topLevel: string
  path: string
}

/** The addresses of pages in a text, those without a scheme included, and the text without them. */
export function cutLinks(text: string): { links: LinkParts[]; rest: string } {
  const links: LinkParts[] = []
  const rest = undisguised(text).replace(address, (found, host?: string, path?: string) => {
    const parts = host === undefined ? null : partsOf(host, path ?? '')
    if (parts === null) return found
    links.push(parts)
    return ' '
  })
  return { links, rest }
}

/** The parts of a website's address; null for one without a host. */
export function websiteParts(website: string): LinkParts | null {
  const url = URL.parse(website)
  return url === null || url.hostname === '' ? null : partsOf(url.hostname, url.pathname)
}

/** `casino[.]example` and `casino (dot) example` are read as they are meant. */
const undisguised = (text: string) =>
  text.replace(/ ?[[({] ?(?:\.|dot|punkt) ?[\])}] ?/gi, '.').replace(/\bhxxp/gi, 'http')

const label = String.raw`[[\p{L}\p{M}\p{N}\-]--[${undivided}]]`
/** A word with a dot in it begins where no letter stands before, so that each is looked at once. */
const address = new RegExp(
  String.raw`(?<!${label})(?:https?:\/\/)?(?<host>${label}+(?:\.${label}+)+)\.?(?::\d+)?(?<path>[\/?#][^\s<>"'\)\]]*)?`,
  'giv',
)

function partsOf(typed: string, path: string): LinkParts | null {
  const host = typed.toLowerCase().replace(/^www\./, '')
  const labels = host.split('.')
  const topLevel = labels.at(-1) ?? ''
  if (labels.length < 2 || topLevelLength(topLevel) !== topLevel.length) return null
  const isShort = topLevel.length === 2 && (labels.at(-2) ?? '').length <= 3 && labels.length > 2
  return { host, domain: labels.slice(isShort ? -3 : -2).join('.'), topLevel, path: path.toLowerCase() }
}
