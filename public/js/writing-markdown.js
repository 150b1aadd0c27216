/**
 * Takes what a browser has copied of a page, of Google Docs or of Word, as HTML, and returns it as Markdown. What has no
 * meaning goes: colours, typefaces, wrappers. Nothing of it is ever in the page.
 */
export function markdownOf(html) {
  const body = new DOMParser().parseFromString(withoutStyles(html), 'text/html').body
  return blocksIn(body)
    .join('\n\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The policy of the page holds for what is parsed as well: styles are read under another name, or they are lost. */
const withoutStyles = html =>
  html
    .replace(/<(style|script|head|title|xml)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!\[[^\]]*\]>/g, '')
    .replace(/<[a-z][^<>]*>/gi, tag => tag.replace(/\sstyle(?=\s*=)/gi, ' data-style'))

const blocks = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE UL'.split(
    ' ',
  ),
)
const left = new Set(
  'BUTTON HEAD IFRAME INPUT META NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA'.split(' '),
)

const isElement = node => node.nodeType === 1
const styleOf = element => element.dataset?.style ?? ''
const isBlock = node =>
  isElement(node) && (blocks.has(node.tagName) || [...node.childNodes].some(child => isBlock(child)))

/** The blocks of an element, one Markdown text each. */
function blocksIn(parent) {
  const found = []
  let run = []
  let items = []
  const end = () => {
    const words = tidy(run.map(inline).join(''))
    if (words !== '') found.push(lineStarts(words))
    run = []
  }
  const endList = () => {
    if (items.length > 0) found.push(wordList(items))
    items = []
  }
  for (const node of parent.childNodes) {
    if (!isBlock(node)) {
      run.push(node)
      continue
    }
    end()
    const item = wordItem(node)
    if (item) items.push(item)
    else {
      endList()
      found.push(...block(node))
    }
  }
  end()
  endList()
  return found
}

function block(element) {
  const { tagName } = element
  const level = /^H([1-6])$/.exec(tagName)?.[1]
  if (level) return heading(element, Number(level))
  if (tagName === 'UL' || tagName === 'OL') return list(element)
  if (tagName === 'PRE') return [fence(element)]
  if (tagName === 'HR') return ['---']
  if (tagName === 'TABLE') return table(element)
  if (tagName === 'BLOCKQUOTE') return quote(blocksIn(element))
  return blocksIn(element)
}

/** The first heading of a page is the article's own title. */
function heading(element, level) {
  const words = tidy([...element.childNodes].map(inline).join('')).replace(/\s*\n\s*/g, ' ')
  // It is strong by itself.
  const plain = words.replace(/^\*\*(.*)\*\*$/, '$1')
  return plain === '' ? [] : [`${'#'.repeat(Math.max(2, level))} ${plain}`]
}

const quote = inner =>
  inner.length === 0
    ? []
    : [
        inner
          .join('\n\n')
          .split('\n')
          .map(line => (line === '' ? '>' : `> ${line}`))
          .join('\n'),
      ]

function fence(element) {
  const code = element.textContent.replace(/\n$/, '')
  const language = /\blang(?:uage)?-([\w+#-]+)/.exec(
    `${element.className} ${element.firstElementChild?.className}`,
  )
  const marks = '`'.repeat(Math.max(3, ...[...code.matchAll(/`{3,}/g)].map(([run]) => run.length + 1)))
  return `${marks}${language?.[1] ?? ''}\n${code}\n${marks}`
}

function list(element) {
  const isOrdered = element.tagName === 'OL'
  let number = Number(element.getAttribute('start') ?? 1)
  const items = []
  for (const child of element.children) {
    if (child.tagName === 'LI') {
      const mark = isOrdered ? `${number++}. ` : '- '
      const box = child.querySelector(':scope > input[type="checkbox"], :scope > p > input[type="checkbox"]')
      const task = box ? (box.hasAttribute('checked') ? '[x] ' : '[ ] ') : ''
      items.push(mark + task + indented(itemText(child), mark.length))
      // Google Docs puts an inner list behind its item instead of into it.
    } else if (items.length > 0) {
      const width = isOrdered ? 3 : 2
      for (const inner of block(child)) items.push(' '.repeat(width) + indented(inner, width))
    } else items.push(...block(child))
  }
  return items.length === 0 ? [] : [items.join('\n')]
}

/** What is one line stays one, with an inner list close under it. */
function itemText(item) {
  const inner = blocksIn(item)
  const isTight = inner.slice(1).every(text => /^(?:[-*+]|\d+\.) /.test(text))
  return inner.join(isTight ? '\n' : '\n\n')
}

const indented = (text, width) => text.replace(/\n(?!\n)/g, `\n${' '.repeat(width)}`)

/** An item of a list as Word writes it: a paragraph whose style says how deep it is. */
function wordItem(element) {
  const level = /mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(element))?.[1]
  if (!level) return null
  const mark = element.querySelector('[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]')
  const isOrdered = /^\s*[\da-z]{1,3}[.)]/i.test(mark?.textContent ?? '')
  mark?.remove()
  return { level: Number(level), isOrdered, text: tidy([...element.childNodes].map(inline).join('')) }
}

function wordList(items) {
  const widths = []
  const numbers = []
  return items
    .map(({ level, isOrdered, text }) => {
      numbers.length = level
      numbers[level - 1] = (numbers[level - 1] ?? 0) + 1
      const mark = isOrdered ? `${numbers[level - 1]}. ` : '- '
      widths[level - 1] = mark.length
      const indent = widths.slice(0, level - 1).reduce((sum, width) => sum + (width ?? 2), 0)
      return ' '.repeat(indent) + mark + indented(text, indent + mark.length)
    })
    .join('\n')
}

function table(element) {
  const rows = [...element.rows].map(row =>
    [...row.cells].map(cell =>
      tidy([...cell.childNodes].map(inline).join(' '))
        .replace(/\s*\n\s*/g, ' ')
        .replace(/(?<!\\)\|/g, '\\|'),
    ),
  )
  const width = Math.max(0, ...rows.map(row => row.length))
  // A page is laid out by it.
  if (width < 2) return [...element.rows].flatMap(row => [...row.cells].flatMap(blocksIn))
  const line = cells => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`
  const [head = [], ...others] = rows
  return [[line(head), line(Array(width).fill('---')), ...others.map(line)].join('\n')]
}

/** Words of a node, with the marks of what they mean. */
function inline(node) {
  if (node.nodeType === 3) return escaped(node.data.replace(/[\s\u00a0]+/g, ' '))
  if (!isElement(node) || left.has(node.tagName)) return ''
  const { tagName } = node
  if (tagName === 'BR') return node.className === 'Apple-interchange-newline' ? '' : '\\\n'
  if (tagName === 'IMG') return picture(node)
  if (/^(?:CODE|TT|SAMP|KBD)$/.test(tagName)) return code(node.textContent)
  const words = [...node.childNodes].map(inline).join('')
  if (tagName === 'A') return link(node, words)
  const style = styleOf(node)
  const weight = /(?:^|;)\s*font-weight:\s*(\w+)/i.exec(style)?.[1]
  const isStrong = weight ? /^(?:bold|bolder|[6-9]00)$/i.test(weight) : /^(?:B|STRONG)$/.test(tagName)
  const slant = /(?:^|;)\s*font-style:\s*(\w+)/i.exec(style)?.[1]
  const isEmphasis = slant ? /^italic|^oblique/i.test(slant) : /^(?:I|EM)$/.test(tagName)
  const isStruck = /^(?:S|DEL|STRIKE)$/.test(tagName) || /text-decoration[^;]*line-through/i.test(style)
  const marks = `${isStruck ? '~~' : ''}${isStrong ? '**' : ''}${isEmphasis ? '*' : ''}`
  return marked(words, marks)
}

/** Marks stand at words, never at the space beside them, and not twice. */
function marked(words, marks) {
  const [, before, inner, after] = /^((?:\s|\\\n)*)([\s\S]*?)((?:\s|\\\n)*)$/.exec(words)
  if (marks === '' || inner === '') return words
  const isDone = inner.startsWith(marks) && inner.endsWith(marks) && inner.length > 2 * marks.length
  return isDone ? words : `${before}${marks}${inner}${[...marks].toReversed().join('')}${after}`
}

function code(text) {
  const words = text.replace(/\s+/g, ' ')
  if (words.trim() === '') return words
  const marks = words.includes('`') ? '``' : '`'
  return words.includes('`') ? `${marks} ${words} ${marks}` : `${marks}${words}${marks}`
}

function link(element, words) {
  const href = target(element.getAttribute('href') ?? '')
  if (href === null || words.trim() === '') return words
  if (element.textContent.trim() === href) return href
  const [, before, inner, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words)
  return `${before}[${inner}](${href})${after}`
}

/** An address that leads somewhere by itself; Google leads through a page of its own. */
function target(address) {
  const url = URL.parse(address)
  if (!url || !/^(?:https?|mailto|tel):$/.test(url.protocol)) return null
  const through =
    /(?:^|\.)google\.\w+$/.test(url.hostname) && url.pathname === '/url' ? url.searchParams.get('q') : null
  return (through ?? address)
    .replace(/[\s()<>]/g, encodeURIComponent)
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29')
}

function picture(element) {
  const src = URL.parse(element.getAttribute('src') ?? '')
  if (!src || !/^https?:$/.test(src.protocol)) return ''
  const alt = (element.getAttribute('alt') ?? '').replace(/[[\]\\]/g, '\\$&')
  return `![${alt}](${target(src.href)})`
}

/** Signs that would mean something; not within an address, which is one by itself. */
const escaped = text =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(/[\\*`[\]]/g, '\\$&')
            .replace(/<(?=[a-z/!?])/gi, '\\<')
            .replace(/(^|[^\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (found, before = '') => `${before}\\_`),
    )
    .join('')

/** The same of signs that mean something at the beginning of a line. */
const lineStarts = text =>
  text.replace(/^([#>+-]|={2,}|~{3,})(?=\s|$)/gm, '\\$1').replace(/^(\d{1,9})([.)])(?=\s)/gm, '$1\\$2')

/** Without the ends of lines that end nothing. */
const tidy = text =>
  text
    .replace(/[ \t]*\\\n[ \t]*/g, '\\\n')
    .replace(/ {2,}/g, ' ')
    .replace(/^(?:\s|\\\n)+|(?:\s|\\\n)+$/g, '')
    .replace(/\\\n(?:\\\n)+/g, '\n\n')
