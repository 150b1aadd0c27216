import sanitizeHtml from 'sanitize-html'

/** An element of a page as a browser finds it. */
export interface PageElement {
  tag: string
  attributes: Readonly<Record<string, string>>
  /** The elements around it, the nearest last. */
  within: readonly PageElement[]
}

/** Every element of a page, in their order. */
export function elementsOf(html: string): PageElement[] {
  const elements: PageElement[] = []
  const open: PageElement[] = []
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    // What an address begins with is for who looks at it: it would be gone here.
    allowedSchemesAppliedToAttributes: [],
    onOpenTag(tag, attributes) {
      const element = { tag, attributes, within: [...open] }
      elements.push(element)
      open.push(element)
    },
    onCloseTag: () => void open.pop(),
  })
  return elements
}
