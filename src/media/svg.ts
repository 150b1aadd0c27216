import sanitizeHtml from 'sanitize-html'

/**
 * Takes a drawing (SVG) and returns it without whatever runs, loads or links elsewhere; null when there is no drawing
 * in it. It is served under a policy that allows none of that either: this is the first wall.
 */
export function safeSvg(source: string): string | null {
  const svg = sanitizeHtml(source, {
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false, decodeEntities: true },
    allowedTags: elements,
    // What is not allowed here takes its content along, such as a script's words.
    disallowedTagsMode: 'completelyDiscard',
    allowedAttributes: false,
    allowVulnerableTags: true, // a drawing's own styles, looked through below
    exclusiveFilter: ({ tag, text }) => tag === 'style' && leadsOutside(text),
    allowedSchemes: [],
    allowProtocolRelative: false,
    transformTags: { '*': (tagName, attributes) => ({ tagName, attribs: harmless(attributes) }) },
  })
  const start = svg.indexOf('<svg')
  if (start < 0) return null
  return /<svg[^>]*\sxmlns=/.test(svg)
    ? svg.slice(start)
    : svg.slice(start).replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
}

const elements = [
  ...'svg g defs symbol style use title desc path rect circle ellipse line polyline polygon text tspan textPath'.split(
    ' ',
  ),
  ...'linearGradient radialGradient stop pattern clipPath mask marker filter'.split(' '),
  ...'feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG feFuncR'.split(
    ' ',
  ),
  ...'feGaussianBlur feMerge feMergeNode feMorphology feOffset feTurbulence'.split(' '),
]

/** An attribute leads nowhere but to a part of the drawing itself. */
function harmless(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => {
      if (/^on/i.test(name) || name.toLowerCase() === 'base') return false
      if (/(?:^|:)href$/i.test(name)) return value.trim().startsWith('#')
      if (/^xmlns(?::|$)/.test(name)) return value.startsWith('http://www.w3.org/')
      return !leadsOutside(value)
    }),
  )
}

function leadsOutside(value: string): boolean {
  const outside = value.replace(/url\(\s*["']?#[^)]*\)/gi, '')
  return /url\(|javascript:|data:|@import|expression\(|\\/i.test(outside)
}
