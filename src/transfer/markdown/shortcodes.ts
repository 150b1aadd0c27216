import { escapeHtml } from '../../text/html.ts'
import type { Loss } from '../losses.ts'

/** How a generator's own signs become Markdown: what they link to, and what was lost of them. */
export interface Signs {
  /** The old address of another article, by what a sign calls it. */
  addressOf: (name: string) => string
  lost: Set<Loss>
}

/** Parts of a text that are code stay as they are. */
function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/(^(?:```|~~~)[^\n]*\n[\s\S]*?^(?:```|~~~)[ \t]*$)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('')
}

/** `hl_lines` and the like behind a fence's language say nothing here. */
const plainFences = (text: string) => text.replace(/^((?:```|~~~)[\w+#.-]*)[ \t]*\{[^\n}]*\}[ \t]*$/gm, '$1')

const attributesOf = (said: string) =>
  new Map(
    Array.from(said.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"']+))/g), match => [
      match[1] ?? '',
      match[2] ?? match[3] ?? match[4] ?? match[5] ?? '',
    ]),
  )

const firstWord = (said: string) => /^\s*["'`]?([^"'`\s]+)/.exec(said)?.[1] ?? ''

function picture(source: string, alt: string, caption: string): string {
  const image = `![${alt.replace(/[[\]]/g, '')}](${source.replace(/\s/g, '%20')})`
  return caption === '' ? image : `${image}\n\n*${caption}*`
}

/** Hugo's shortcodes. */
export function hugoText(text: string, { addressOf, lost }: Signs): string {
  const code = plainFences(text).replace(
    /\{\{[<%]\s*highlight\s+([\w+#-]+)[^>%]*[>%]\}\}\n?([\s\S]*?)\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g,
    (_, language: string, inside: string) => `\n\`\`\`${language}\n${inside.trimEnd()}\n\`\`\`\n`,
  )
  return outsideCode(code, part =>
    part
      .replace(/<!--\s*more\s*-->\n*/g, '')
      .replace(/\{\{[<%]\s*(?:rel)?ref\s+"?([^"\s>%]+)"?[^>%]*[>%]\}\}/g, (_, name: string) =>
        addressOf(name),
      )
      .replace(/\{\{[<%]\s*figure\s+([\s\S]*?)\/?\s*[>%]\}\}/g, (_, said: string) => {
        const of = attributesOf(said)
        return picture(of.get('src') ?? '', of.get('alt') ?? '', of.get('caption') ?? of.get('title') ?? '')
      })
      .replace(/\{\{[<%]\s*(youtube|vimeo)\s+([^>%]*)[>%]\}\}/g, (_, site: string, said: string) => {
        const id = attributesOf(said).get('id') ?? firstWord(said)
        const address =
          site === 'youtube' ? `https://www.youtube.com/watch?v=${id}` : `https://vimeo.com/${id}`
        return `<${address}>`
      })
      .replace(/\{\{[<%](?!\s*\/?\*)\s*\/?\s*([\w./-]+)[^>%]*[>%]\}\}/g, (_, name: string) => {
        lost.add(`shortcode:${name}`)
        return ''
      })
      .replace(/\{\{([<%])\/\*\s*([\s\S]*?)\s*\*\/([>%])\}\}/g, '{{$1 $2 $3}}'),
  )
}

/** Jekyll's Liquid and Kramdown's marks. */
export function jekyllText(text: string, { addressOf, lost }: Signs): string {
  const raw: string[] = []
  const code = plainFences(text)
    .replace(
      /\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}\n?([\s\S]*?)\{%-?\s*endhighlight\s*-?%\}/g,
      (_, language: string, inside: string) => `\n\`\`\`${language}\n${inside.trimEnd()}\n\`\`\`\n`,
    )
    .replace(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g, (_, inside: string) => {
      raw.push(inside)
      return `\u{f8ff}${raw.length - 1}\u{f8ff}`
    })
  return outsideCode(code, part =>
    part
      .replace(/<!--\s*(?:more|end|excerpt)\s*-->/g, '')
      .replace(/\{%-?\s*(?:post_url|link)\s+([^\s%]+)\s*-?%\}/g, (_, name: string) => addressOf(name))
      .replace(/\{\{\s*(?:site\.(?:baseurl|url)|page\.url)(?:\s*\|[^}]*)?\s*\}\}/g, '')
      .replace(/\{\{\s*["']([^"']*)["']\s*\|\s*(?:relative|absolute)_url\s*\}\}/g, '$1')
      .replace(/[ \t]*\{:[^}\n]*\}[ \t]*(?=\n|$)/g, '')
      .replace(/\{:[^}\n]*\}/g, '')
      .replace(/\{%-?\s*(\w+)[^%]*%\}/g, (_, name: string) => {
        if (!name.startsWith('end')) lost.add(`liquid:${name}`)
        return ''
      })
      .replace(/\{\{\s*([\w.]+)[^}]*\}\}/g, (_, name: string) => {
        lost.add(`liquid:${name}`)
        return ''
      }),
  ).replace(/\u{f8ff}(\d+)\u{f8ff}/gu, (_, nth: string) => raw[Number(nth)] ?? '')
}

/** Hexo's tags. */
export function hexoText(text: string, { addressOf, lost }: Signs): string {
  const code = plainFences(text).replace(
    /\{%\s*(?:codeblock|code)\b([^%]*)%\}\n?([\s\S]*?)\{%\s*end(?:codeblock|code)\s*%\}/g,
    (_, said: string, inside: string) => {
      const language = /lang:([\w+#-]+)/.exec(said)?.[1] ?? ''
      return `\n\`\`\`${language}\n${inside.trimEnd()}\n\`\`\`\n`
    },
  )
  return outsideCode(code, part =>
    part
      .replace(/<!--\s*more\s*-->\n*/g, '')
      .replace(/\{%\s*asset_(?:img|path)\s+([^\s%]+)\s*([^%]*)%\}/g, (_, name: string, said: string) =>
        picture(name, /["']([^"']+)["']/.exec(said)?.[1] ?? said.trim(), ''),
      )
      .replace(
        /\{%\s*(?:blockquote|quote)\b\s*([^%]*?)\s*%\}\n?([\s\S]*?)\{%\s*end(?:blockquote|quote)\s*%\}/g,
        (_, by: string, inside: string) => `${quoted(inside)}${by === '' ? '' : `\n>\n> — ${by}`}\n`,
      )
      .replace(
        /\{%\s*post_link\s+([^\s%]+)\s*([^%]*?)\s*%\}/g,
        (_, name: string, title: string) =>
          `[${title.replace(/\s+(?:true|false)$/, '') || name}](${addressOf(name)})`,
      )
      .replace(/\{%\s*note\b[^%]*%\}\n?([\s\S]*?)\{%\s*endnote\s*%\}/g, (_, inside: string) => quoted(inside))
      .replace(/\{%\s*raw\s*%\}([\s\S]*?)\{%\s*endraw\s*%\}/g, '$1')
      .replace(/\{%\s*(?:youtube)\s+([\w-]+)[^%]*%\}/g, '<https://www.youtube.com/watch?v=$1>')
      .replace(/\{%\s*(\w+)[^%]*%\}/g, (_, name: string) => {
        if (!name.startsWith('end')) lost.add(`tag:${name}`)
        return ''
      }),
  )
}

const quoted = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n')

/** What of MDX only runs: imports, exports, components. */
export const needsComponents = (text: string): boolean =>
  /^(?:import|export)\s/m.test(text) || /<[A-Z][\w.]*[\s/>]/.test(text) || /\{[a-z][\w.]*\}/.test(text)

/** A picture before the text: what a theme would show as the cover. */
export const coverOf = (source: string, alt: string): string =>
  source === '' ? '' : `![${escapeHtml(alt).replace(/[[\]]/g, '')}](${source.replace(/\s/g, '%20')})\n\n`
