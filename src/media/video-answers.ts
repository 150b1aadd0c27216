import type { VideoAddress } from '../text/videos.ts'
import { textOfHtml } from '../text/html.ts'
import { beginningOf } from '../text/cut.ts'

/** What a site says of a video. */
export interface VideoFacts {
  title: string
  /** The addresses of its picture, the best first. */
  pictures: string[]
}

/** Reads a site's answer (oEmbed 1.0, Open Graph, or Bilibili's own); null where it does not say what is wanted. */
export function videoFacts(
  way: VideoAddress['asks']['way'],
  answer: string,
  from: string,
): VideoFacts | null {
  const { title, picture } = way === 'page' ? saidInHead(answer) : saidInJson(answer)
  const words = beginningOf(
    title
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
    mostTitleLength,
  )
  const url = URL.parse(picture, from)
  if (words === '' || url === null) return null
  // Bilibili gives the plain address of what it serves by https as well.
  url.protocol = 'https:'
  return { title: words, pictures: [...betterOnes(url.href), url.href] }
}

/** As the table has room for. */
const mostTitleLength = 300

interface Said {
  title: string
  picture: string
}

function saidInJson(answer: string): Said {
  const read = parsed(answer)
  const video = objectOf(objectOf(read)['data'] ?? read)
  return { title: textOf(video['title']), picture: textOf(video['thumbnail_url'] ?? video['pic']) }
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return null
  }
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

function saidInHead(html: string): Said {
  const said = new Map<string, string>()
  for (const [tag] of html.matchAll(/<meta\s[^<>]{1,2000}>/gi)) {
    const name = /\bproperty=["']og:(title|image)["']/i.exec(tag)?.[1]
    const content = /\bcontent=(?:"([^"]*)"|'([^']*)')/i.exec(tag)
    if (name !== undefined && content && !said.has(name))
      said.set(name, textOfHtml(content[1] ?? content[2] ?? ''))
  }
  return { title: said.get('title') ?? '', picture: said.get('image') ?? '' }
}

/** YouTube names the small picture, which has black bars; the large one is there for most. */
function betterOnes(picture: string): string[] {
  const large = picture.replace(
    /^(https:\/\/i\.ytimg\.com\/vi\/[\w-]{11}\/)hqdefault\.jpg$/,
    '$1maxresdefault.jpg',
  )
  return large === picture ? [] : [large]
}
