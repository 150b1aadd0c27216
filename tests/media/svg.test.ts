import { expect, test } from 'vitest'
import { safeSvg } from '../../src/media/svg.ts'

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inside}</svg>`

test.each([
  '<script>alert(1)</script>',
  '<SCRIPT>alert(1)</SCRIPT>',
  '<g onclick="alert(1)"/>',
  '<animate onbegin="alert(1)"/>',
  '<set attributeName="onmouseover" to="alert(1)"/>',
  '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
  '<a xlink:href="javascript:alert(1)"/>',
  '<use href="https://evil.example/x.svg#a"/>',
  '<use xlink:href="data:image/svg+xml;base64,PHN2Zy8+#a"/>',
  '<image href="https://evil.example/x.png"/>',
  '<foreignObject><iframe src="https://evil.example"/></foreignObject>',
  '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>',
  '<rect style="fill:url(https://evil.example/x)"/>',
  '<rect fill="url(//evil.example/x#a)"/>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style>rect{fill:u\\72l(https://evil.example/x)}</style>',
  '<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>',
  '<svg onload="alert(1)"/>',
  '<feImage href="https://evil.example/x.png"/>',
  '<rect xml:base="javascript:alert(1)//"/>',
])('a drawing keeps nothing that runs, loads or leads elsewhere: %s', inside => {
  const safe = safeSvg(svg(inside)) ?? ''
  expect(safe).toContain('viewBox="0 0 9 9"')
  expect(safe.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
    /script|alert|evil|javascript|data:|\son|@import|foreignObject|handler|u\\72l/i,
  )
})

test('a drawing keeps what it draws with', () => {
  const inside =
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs>' +
    '<style>.b{fill:url(#a)}</style><g class="b" clip-path="url(#c)"><path d="M0 0h9v9z"></path></g>' +
    '<use xlink:href="#a"></use><text x="1">Tea &amp; 茶</text>'
  expect(safeSvg(svg(inside))).toBe(svg(inside))
})

test('what is no drawing is none', () => {
  expect(safeSvg('<html><p>Hello</p></html>')).toBeNull()
  expect(safeSvg('hello')).toBeNull()
})
