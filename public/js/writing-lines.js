/**
 * Scrolls a preview with the text beside it, by the lines on which its blocks begin. Returns what hears of the elements
 * that stand there now, each with its line: `[line, element]`.
 */
export function scrollTogether(text, pane) {
  const pen = document.createElement('canvas').getContext('2d')
  let blocks = []
  let measured = { of: '', rows: [1] }

  text.addEventListener('scroll', scroll)
  return now => {
    blocks = now
    scroll()
  }

  function scroll() {
    if (pane.hidden || text.scrollHeight <= text.clientHeight) return
    const isAtEnd = text.scrollTop + text.clientHeight >= text.scrollHeight - 1
    pane.scrollTop = isAtEnd ? pane.scrollHeight : placeOf(lineAt(text.scrollTop))
  }

  /** Between two blocks in proportion, as a long paragraph is one line. */
  function placeOf(line) {
    const at = blocks.findLastIndex(([begins]) => begins <= line)
    const [from, to] = [blocks[at], blocks[at + 1]]
    const top = from ? topOf(from[1]) : 0
    const next = to ? topOf(to[1]) : pane.scrollHeight
    const begins = from ? from[0] : 0
    const ends = to ? to[0] : text.value.split('\n').length
    return top + (next - top) * ((line - begins) / Math.max(1, ends - begins))
  }

  function topOf(element) {
    return element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop
  }

  /** The line of the text that stands at a height, with the part of it that is above. */
  function lineAt(top) {
    const rows = rowsOfLines()
    const all = rows.reduce((sum, each) => sum + each, 0)
    let left = (top / text.scrollHeight) * all
    const line = rows.findIndex(each => {
      left -= each
      return left < 0
    })
    return line < 0 ? rows.length : line + 1 + left / rows[line]
  }

  /** How many rows each line takes, measured where the text or its width is another than before. */
  function rowsOfLines() {
    const { font, paddingLeft, paddingRight } = getComputedStyle(text)
    const width = text.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    const of = `${width} ${font}\n${text.value}`
    if (of === measured.of) return measured.rows
    pen.font = font
    const rows = text.value
      .split('\n')
      .map(line => Math.max(1, Math.ceil(pen.measureText(line).width / width)))
    measured = { of, rows }
    return rows
  }
}
