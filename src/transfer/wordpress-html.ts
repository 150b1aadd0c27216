import { escapeHtml } from '../text/html.ts'
import type { Loss } from './losses.ts'

/** Pictures of a site by the ids that galleries name them with. */
export type Pictures = ReadonlyMap<string, { address: string; alt: string }>

/**
 * Takes what WordPress stores as an article's text and returns HTML as its pages show it: blocks without their marks,
 * paragraphs where the editor left blank lines, shortcodes as what they stand for, or named in `lost` and their insides
 * kept.
 */
export function wordpressHtml(stored: string, pictures: Pictures): { html: string; lost: Loss[] } {
  const lost = new Set<Loss>()
  const isBlocks = /<!--\s*wp:/.test(stored)
  const blocks = stored.replace(
    /<!--\s*wp:([\w/-]+)(?:\s+\{[\s\S]*?\})?\s*(\/)?-->/g,
    (_, name: string, isSelfClosed: string | undefined) => {
      if (isSelfClosed !== undefined) lost.add(`block:${name}`)
      return ''
    },
  )
  const unmarked = blocks.replace(/<!--[\s\S]*?-->/g, '')
  const written = shortcodes(unmarked, pictures, lost)
  return { html: isBlocks ? embeds(written) : paragraphs(embeds(written)), lost: [...lost].sort() }
}

/** Shortcodes whose insides are a text all the same. */
function shortcodes(text: string, pictures: Pictures, lost: Set<Loss>): string {
  return text
    .replace(/\[\[([\w-]+[^\]]*)\]\]/g, '&#91;$1&#93;') // written twice it is meant to be read
    .replace(/\[caption\b[^\]]*\]([\s\S]*?)\[\/caption\]/g, (_, inside: string) => {
      const [, picture = inside, words = ''] =
        /^([\s\S]*?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*)$/i.exec(inside) ?? []
      return `\n\n<figure>${picture}<figcaption>${words.trim()}</figcaption></figure>\n\n`
    })
    .replace(/\[gallery\b([^\]]*)\]/g, (_, said: string) => {
      const ids = /ids="([^"]*)"/.exec(said)?.[1]?.split(',') ?? []
      const shown = ids.flatMap(id => pictures.get(id.trim()) ?? [])
      if (shown.length < ids.length || ids.length === 0) lost.add('gallery:')
      return `\n\n${shown.map(({ address, alt }) => `<p><img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}"></p>`).join('')}\n\n`
    })
    .replace(
      /\[(?:code|sourcecode)\b(?:[^\]]*?lang(?:uage)?="?([\w+#-]+)"?)?[^\]]*\]([\s\S]*?)\[\/(?:code|sourcecode)\]/g,
      (_, language: string | undefined, code: string) =>
        `\n\n<pre${language === undefined ? '' : ` lang="${language}"`}>${code.trim()}</pre>\n\n`,
    )
    .replace(/\[embed\b[^\]]*\]\s*(https?:[^\s[]+)\s*\[\/embed\]/g, '\n\n$1\n\n')
    .replace(/\[(?:youtube|vimeo|soundcloud|tweet)\b[=\s]+(https?:[^\s\]]+)\s*\]/g, '\n\n$1\n\n')
    .replace(
      /\[(\/?)([a-z][\w-]*)((?:\s+[\w-]+=(?:"[^"]*"|'[^']*'|[^\s\]]+))*)\s*\/?\](?!\()/gi,
      (whole, slash: string, name: string, said: string) => {
        // Brackets are also just brackets.
        if (slash === '' && said === '' && !text.includes(`[/${name}]`)) return whole
        lost.add(`shortcode:${name}`)
        return ''
      },
    )
}

/** An address alone on its line is what is shown there: here, a link to it. */
function embeds(html: string): string {
  return html.replace(
    /^[ \t]*(https?:\/\/[^\s<>"]+)[ \t]*$/gm,
    (_, address: string) => `<p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p>`,
  )
}

const block =
  /^<\/?(?:table|thead|tfoot|tbody|tr|td|th|caption|div|dl|dd|dt|ul|ol|li|pre|form|blockquote|address|p|h[1-6]|hr|section|figure|figcaption|details|summary|iframe)\b/i

/** What WordPress does when it shows a text without blocks: blank lines divide paragraphs, line ends break lines. */
export function paragraphs(text: string): string {
  const preformatted: string[] = []
  const held = text.replace(/<pre\b[\s\S]*?<\/pre>/gi, pre => {
    preformatted.push(pre)
    return `\n\n<pre data-held="${preformatted.length - 1}"></pre>\n\n`
  })
  const html = held
    .replace(/(<(?:div|blockquote|ul|ol|li|table|tr|td|th|h[1-6]|figure)\b[^>]*>)[ \t]*\n[ \t]*\n/gi, '$1\n')
    .split(/\n[ \t]*\n+/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => (block.test(part) ? part : `<p>${part.replaceAll('\n', '<br>\n')}</p>`))
    .join('\n')
  return html.replace(/<pre data-held="(\d+)"><\/pre>/g, (_, nth: string) => preformatted[Number(nth)] ?? '')
}
