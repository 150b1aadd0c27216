/**
 * Puts a text in place of the selection the way a key does, so that Ctrl+Z takes it back. Leaves [from, to) selected,
 * counted from the beginning of what was put.
 */
export function put(text, replacement, [from, to] = [replacement.length, replacement.length]) {
  const start = text.selectionStart
  text.focus()
  // The only way that keeps the browser's own undo; `setRangeText` ends it.
  if (replacement === '') document.execCommand('delete')
  else document.execCommand('insertText', false, replacement)
  text.setSelectionRange(start + from, start + to)
}

/** The line ends that a block needs to stand apart from what is before and behind the selection. */
export function gaps({ value, selectionStart, selectionEnd }) {
  const before = value.slice(0, selectionStart)
  const after = value.slice(selectionEnd)
  const gap = lines => '\n'.repeat(Math.max(0, 2 - lines))
  const above = before.trim() === '' ? '' : gap(before.match(/\n*$/)[0].length)
  const below = after.trim() === '' ? '' : gap(after.match(/^\n*/)[0].length)
  return { above, below }
}

/** A label with brackets in it at most once, as of a picture that is a link, and an address with parentheses at most once. */
const links = /!?\[(?:\\.|[^[\]\\\n]|\n(?!\n)|\[(?:\\.|[^[\]\\\n])*\])*\]\((?:\\.|[^()\\\n]|\([^()\n]*\))*\)/g

/** Leads the caret behind the picture or the link in whose Markdown it stands: what is put into one would break it. */
export function leaveLink(text) {
  const { value, selectionStart, selectionEnd } = text
  for (const { index, 0: link } of value.matchAll(links)) {
    const end = index + link.length
    if (index < selectionStart && selectionEnd < end) text.setSelectionRange(end, end)
  }
}

/** Puts marks around the selection, or takes them off. */
export function surround(text, before, after = before) {
  const { value, selectionStart: start, selectionEnd: end } = text
  const selected = value.slice(start, end)
  const isMarked =
    value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after
  if (isMarked) {
    text.setSelectionRange(start - before.length, end + after.length)
    put(text, selected, [0, selected.length])
  } else put(text, before + selected + after, [before.length, before.length + selected.length])
}

/** Changes each line that the selection touches; `change` takes a line and returns another. */
export function changeLines(text, change) {
  const { value, selectionStart, selectionEnd } = text
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1
  const next = value.indexOf('\n', Math.max(selectionEnd - 1, selectionStart))
  const end = next < 0 ? value.length : next
  text.setSelectionRange(start, end)
  const changed = value.slice(start, end).split('\n').map(change).join('\n')
  put(text, changed, selectionStart === selectionEnd ? undefined : [0, changed.length])
}

/** Makes a link of the selection; the caret waits where its address goes. */
export function link(text) {
  const selected = text.value.slice(text.selectionStart, text.selectionEnd)
  const isAddress = /^https?:\/\/\S+$/.test(selected)
  if (isAddress) put(text, `[](${selected})`, [1, 1])
  else put(text, `[${selected}](https://)`, [selected.length + 3, selected.length + 11])
}

const keys = {
  b: text => surround(text, '**'),
  i: text => surround(text, '*'),
  e: text => surround(text, '`'),
  k: link,
  ']': text => changeLines(text, line => `  ${line}`),
  '[': text => changeLines(text, line => line.replace(/^ {1,2}|^\t/, '')),
}

/** Keys that writers know, lists that go on by themselves, and links by paste. Tab still leaves the field. */
export function editText(text) {
  text.addEventListener('keydown', event => {
    // An input method composes: the keys are its own.
    if (event.isComposing || event.keyCode === 229) return
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const act = isCommand ? keys[event.key] : undefined
    if (act) {
      event.preventDefault()
      act(text)
    } else if (event.key === 'Enter' && !isCommand && !event.shiftKey && continueList(text))
      event.preventDefault()
  })
  text.addEventListener('paste', event => {
    const pasted = event.clipboardData?.getData('text/plain').trim() ?? ''
    const selected = text.value.slice(text.selectionStart, text.selectionEnd)
    if (!/^https?:\/\/\S+$/.test(pasted) || selected === '' || /^https?:|\n/.test(selected)) return
    event.preventDefault()
    put(text, `[${selected}](${pasted})`)
  })
}

const item = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?|^([ \t]*)(>[ \t]?)/

/** Whether Enter in a list began its next item, or ended the list in an item with nothing in it. */
function continueList(text) {
  const { value, selectionStart, selectionEnd } = text
  if (selectionStart !== selectionEnd) return false
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1
  const line = value.slice(start, selectionStart)
  const found = item.exec(line)
  if (!found) return false
  if (line.length === found[0].length) {
    text.setSelectionRange(start, selectionStart)
    put(text, '')
    return true
  }
  const [, indent, bullet, number, dot, space, task, quoteIndent, quote] = found
  if (quote) put(text, `\n${quoteIndent}${quote}`)
  else put(text, `\n${indent}${bullet ?? `${Number(number) + 1}${dot}`}${space}${task ? '[ ] ' : ''}`)
  return true
}
