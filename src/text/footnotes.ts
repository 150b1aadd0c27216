import type { MarkedExtension, Token } from 'marked'
import markedFootnote from 'marked-footnote'
import { escapeHtml } from './html.ts'
import { footnotePrefix } from './post-ids.ts'
import type { PostLabels } from './post-labels.ts'

/** The Markdown extensions for footnotes: each reference leads to its note, and from there back, under a name of its own. */
export function footnotes(labels: PostLabels): MarkedExtension[] {
  return [
    markedFootnote({ prefixId: footnotePrefix, description: labels.footnotes }),
    {
      extensions: [
        {
          name: 'footnotes',
          renderer({ items }) {
            const notes: Footnote[] = items ?? []
            if (notes.length === 0) return ''
            const list = notes
              .map(note => noteOf(note, this.parser.parse(note.content).trimEnd(), labels))
              .join('')
            return `<section class="footnotes" data-footnotes>
<h2 id="${footnotePrefix}label" class="sr-only">${escapeHtml(labels.footnotes)}</h2>
<ol>
${list}</ol>
</section>
`
          },
        },
      ],
    },
  ]
}

interface Footnote {
  label: string
  content: Token[]
  refs: readonly unknown[]
}

function noteOf({ label, refs }: Footnote, content: string, labels: PostLabels): string {
  const id = encodeURIComponent(label)
  const ways = refs.map((_, place) => {
    const which = place === 0 ? '' : `-${place + 1}`
    const name = labels.backToReference.replace('{0}', () => label + which)
    const number = place === 0 ? '' : `<sup>${place + 1}</sup>`
    return ` <a href="#${footnotePrefix}ref-${id}${which}" data-${footnotePrefix}backref aria-label="${escapeHtml(name)}">↩${number}</a>`
  })
  // On the last line of the note, where that is a paragraph.
  const [text, end] = content.endsWith('</p>') ? [content.slice(0, -'</p>'.length), '</p>'] : [content, '']
  return `<li id="${footnotePrefix}${id}">\n${text}${ways.join('')}${end}\n</li>\n`
}
