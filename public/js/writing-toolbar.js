import { changeLines, leaveLink, link, put, surround } from './writing-keys.js'

const tools = {
  heading: text =>
    changeLines(text, line => (/^#{2,3} /.test(line) ? line.replace(/^#+ /, '') : `## ${line}`)),
  bold: text => surround(text, '**'),
  italic: text => surround(text, '*'),
  link,
  list: text => changeLines(text, line => `- ${line}`),
  tasks: text => changeLines(text, line => `- [ ] ${line}`),
  quote: text => changeLines(text, line => `> ${line}`),
  code(text) {
    const isBlock = text.value.slice(text.selectionStart, text.selectionEnd).includes('\n')
    if (isBlock) surround(text, '```\n', '\n```')
    else surround(text, '`')
  },
  table(text) {
    leaveLink(text)
    put(text, '\n|  |  |\n| --- | --- |\n|  |  |\n', [3, 3])
  },
  footnote(text) {
    const taken = [...text.value.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number))
    const mark = `[^${Math.max(0, ...taken) + 1}]`
    put(text, mark)
    const place = text.selectionEnd
    text.setSelectionRange(text.value.length, text.value.length)
    put(text, `${text.value.endsWith('\n') ? '' : '\n'}\n${mark}: `)
    if (place === text.value.length) text.setSelectionRange(place, place)
  },
}

/** Puts what the keys do, and more, above the text: beside it, never over it. */
export function addToolbar(text, words) {
  const bar = document.createElement('div')
  bar.className = 'editor-toolbar'
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', words.toolbar)
  for (const [name, act] of Object.entries(tools)) bar.append(button(words.tools[name], () => act(text)))
  document.querySelector('.editor-text').before(bar)
  return bar
}

export function button(label, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  made.addEventListener('click', act)
  return made
}
