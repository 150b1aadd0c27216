export interface Element {
  tag: string
  attributes: Record<string, string>
}

const voidElements = new Set(['br', 'hr', 'img', 'input'])

/**
 * Reads HTML of one form only, which every browser reads alike: tags in lower case and balanced, attributes in
 * double quotes, no other `<`, `>` or bare `&`. Throws at anything else, and gives the elements and the text.
 */
export function readStrictly(html: string): { elements: Element[]; text: string } {
  const elements: Element[] = []
  const open: string[] = []
  let text = ''
  for (const [piece] of html.matchAll(/<[^>]*>|[^<]+|</g)) {
    if (!piece.startsWith('<')) text += readText(piece)
    else if (piece.startsWith('</')) expectClosed(open.pop(), piece)
    else {
      const element = readTag(piece)
      elements.push(element)
      if (!voidElements.has(element.tag)) open.push(element.tag)
    }
  }
  if (open.length > 0) throw new Error(`Left open: ${open.join(' ')}`)
  return { elements, text }
}

function expectClosed(tag: string | undefined, piece: string): void {
  if (piece !== `</${tag}>`) throw new Error(`${piece} closes ${tag}`)
}

function readTag(piece: string): Element {
  const tag = /^<([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"<>]*")?)*)(?: \/)?>$/.exec(piece)
  if (!tag?.[1]) throw new Error(`Not a plain tag: ${piece}`)
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of (tag[2] ?? '').matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g))
    attributes[name] = readText(value)
  return { tag: tag[1], attributes }
}

function readText(escaped: string): string {
  if (escaped.includes('>')) throw new Error(`Bare > in ${escaped}`)
  return escaped.replace(/&(?:(lt|gt|amp|quot)|#(\d+));|&/g, (reference, name?: string, number?: string) => {
    if (number !== undefined) return String.fromCodePoint(Number(number))
    const character = name && { lt: '<', gt: '>', amp: '&', quot: '"' }[name]
    if (!character) throw new Error(`Bare ${reference} in ${escaped}`)
    return character
  })
}
