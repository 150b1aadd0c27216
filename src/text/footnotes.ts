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
          name: 'footnoteRef',
          renderer: ({ index, id, label }) => {
            const note = encodeURIComponent(label)
            return `<sup><a id="${referenceId(note, index)}" href="#${footnotePrefix}${note}" data-${footnotePrefix}ref aria-describedby="${footnotePrefix}label">${id}</a></sup>`
          },
        },
        {
          name: 'footnotes',
          renderer({ items }) {
            const notes: Footnote[] = items ?? []
            if (notes.length === 0) return ''
            const list = notes
              .map((note, place) =>
                noteOf(note, place + 1, this.parser.parse(note.content).trimEnd(), labels),
              )
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

/** What follows the colon counts the references to one note: no label brings a colon of its own past `encodeURIComponent`. */
const referenceId = (note: string, place: number) =>
  `${footnotePrefix}ref-${note}${place === 0 ? '' : `:${place + 1}`}`

/** A way back is named by the number that readers see: two labels can look alike, as `a` with its second reference and `a-2` do. */
function noteOf({ label, refs }: Footnote, number: number, content: string, labels: PostLabels): string {
  const id = encodeURIComponent(label)
  const ways = refs.map((_, place) => {
    const nth = place === 0 ? '' : String(place + 1)
    const name = labels.backToReference.replace('{0}', nth ? `${number}-${nth}` : String(number))
    const mark = nth && `<sup>${nth}</sup>`
    return ` <a href="#${referenceId(id, place)}" data-${footnotePrefix}backref aria-label="${name}">↩${mark}</a>`
  })
  // On the last line of the note, where that is a paragraph.
  const [text, end] = content.endsWith('</p>') ? [content.slice(0, -'</p>'.length), '</p>'] : [content, '']
  return `<li id="${footnotePrefix}${id}">\n${text}${ways.join('')}${end}\n</li>\n`
}
