import { escapeHtml } from '../text/html.ts'
import { recordOf, textAt } from './json-records.ts'
import type { Loss } from './losses.ts'

/**
 * Takes an article's row of Ghost and returns its HTML, cards as what they say; made of the editor's own tree where the
 * row holds no HTML. Addresses of the site itself become paths.
 */
export function ghostHtml(row: Readonly<Record<string, unknown>>): { html: string; lost: Loss[] } {
  const lost = new Set<Loss>()
  const stored = textAt(row, 'html')
  const html = stored === '' ? ofTree(textAt(row, 'lexical'), textAt(row, 'mobiledoc'), lost) : stored
  const [open = '', members] = html.split('<!--members-only-->')
  if (members !== undefined) lost.add('members:')
  const shown = open
    .replaceAll('__GHOST_URL__', '')
    .replace(/<!--kg-card-begin: html-->([\s\S]*?)<!--kg-card-end: html-->/g, '$1')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<div class="kg-callout-emoji">([\s\S]*?)<\/div>/g, '$1 ')
    .replace(/<div class="kg-callout-text">([\s\S]*?)<\/div>/g, '$1')
    .replace(
      /<div class="kg-card kg-callout-card[^>]*>([\s\S]*?)<\/div>/g,
      '<blockquote><p>$1</p></blockquote>',
    )
    .replace(
      /<div class="kg-card kg-toggle-card[\s\S]*?<h4[^>]*>([\s\S]*?)<\/h4>[\s\S]*?<div class="kg-toggle-content">([\s\S]*?)<\/div>\s*<\/div>/g,
      '<p><strong>$1</strong></p>$2',
    )
    .replace(
      /<figure class="kg-card kg-bookmark-card[\s\S]*?href="([^"]*)"[\s\S]*?<div class="kg-bookmark-title">([\s\S]*?)<\/div>[\s\S]*?<\/figure>/g,
      '<p><a href="$1">$2</a></p>',
    )
  return { html: shown, lost: [...lost].sort() }
}

function ofTree(lexical: string, mobiledoc: string, lost: Set<Loss>): string {
  if (lexical !== '') return nodeHtml(recordOf(parsed(lexical))['root'], lost)
  if (mobiledoc === '') return ''
  const tree = recordOf(parsed(mobiledoc))
  const cards = Array.isArray(tree['cards']) ? tree['cards'] : []
  const texts = cards.map(card => textAt(recordOf(Array.isArray(card) ? card[1] : null), 'html'))
  lost.add('mobiledoc:')
  return texts.join('\n')
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** A node of Lexical's tree. */
function nodeHtml(node: unknown, lost: Set<Loss>): string {
  const record = recordOf(node)
  const type = textAt(record, 'type')
  const children = Array.isArray(record['children']) ? record['children'] : []
  const inside = children.map(child => nodeHtml(child, lost)).join('')
  const text = textAt(record, 'text')
  if (type === 'root') return inside
  if (type === 'paragraph') return `<p>${inside}</p>`
  if (type.endsWith('heading')) {
    const level = /^h[1-6]$/.test(textAt(record, 'tag')) ? textAt(record, 'tag') : 'h2'
    return `<${level}>${inside}</${level}>`
  }
  if (type.endsWith('quote')) return `<blockquote><p>${inside}</p></blockquote>`
  if (type === 'list')
    return textAt(record, 'listType') === 'number' ? `<ol>${inside}</ol>` : `<ul>${inside}</ul>`
  if (type === 'listitem') return `<li>${inside}</li>`
  if (type === 'link') return `<a href="${escapeHtml(textAt(record, 'url'))}">${inside}</a>`
  if (type === 'linebreak') return '<br>'
  if (type === 'horizontalrule') return '<hr>'
  if (type === 'image')
    return `<p><img src="${escapeHtml(textAt(record, 'src'))}" alt="${escapeHtml(textAt(record, 'alt'))}"></p>`
  if (type === 'codeblock') return `<pre><code>${escapeHtml(textAt(record, 'code'))}</code></pre>`
  if (type === 'html') return textAt(record, 'html')
  if (text !== '') return marked(text, Number(record['format'] ?? 0))
  if (inside === '') lost.add(`card:${type}`)
  return inside
}

/** Lexical writes bold, italic, struck and code as bits. */
function marked(text: string, format: number): string {
  let html = escapeHtml(text)
  if (format & 16) html = `<code>${html}</code>`
  if (format & 4) html = `<del>${html}</del>`
  if (format & 2) html = `<em>${html}</em>`
  if (format & 1) html = `<strong>${html}</strong>`
  return html
}
