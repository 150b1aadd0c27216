import { scrollTogether } from './writing-lines.js'
import { button } from './writing-toolbar.js'

const afterKeyMs = 400

/** Shows beside the text what the server makes of it, as readers get it. */
export function showBeside(form, text, toolbar, words) {
  const pane = document.createElement('section')
  pane.className = 'editor-preview'
  pane.setAttribute('aria-label', words.beside)
  pane.tabIndex = 0
  pane.hidden = true
  document.querySelector('.editor-text').append(pane)

  const toggle = button(words.beside, () => {
    pane.hidden = !pane.hidden
    toggle.setAttribute('aria-pressed', String(!pane.hidden))
    if (!pane.hidden) void load()
  })
  toggle.setAttribute('aria-pressed', 'false')
  toolbar.append(toggle)

  let timer
  let asked
  form.addEventListener('input', () => {
    clearTimeout(timer)
    if (!pane.hidden) timer = setTimeout(load, afterKeyMs)
  })
  const stand = scrollTogether(text, pane)

  async function load() {
    asked?.abort()
    asked = new AbortController()
    try {
      const answer = await fetch(form.dataset.preview, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new FormData(form),
        signal: asked.signal,
        redirect: 'error',
      })
      const { html } = await answer.json()
      show(html)
    } catch (error) {
      if (error.name !== 'AbortError' && pane.childElementCount === 0) pane.textContent = words.failed
    }
  }

  /** What is the same at the beginning and at the end stays: nothing jumps, and no picture loads again. */
  function show(html) {
    const made = document.createElement('template')
    made.innerHTML = html
    const fresh = made.content.firstElementChild
    const lines = takeLines(fresh)
    const shown = pane.querySelector('.post')
    if (!shown) {
      pane.replaceChildren(fresh)
      return stand(lines(fresh))
    }
    shown.lang = fresh.lang
    for (const part of ['.post-header', '.prose', '.post-footer'])
      replaceMiddle(shown.querySelector(part), fresh.querySelector(part))
    stand(lines(shown))
  }
}

/** Takes the lines out, so that the page is the one that readers get; returns what finds them again in another like it. */
function takeLines(article) {
  const all = [...article.querySelectorAll('.prose *')]
  const lines = all.flatMap((element, place) =>
    'line' in element.dataset ? [[element.dataset.line, place]] : [],
  )
  for (const [, place] of lines) all[place].removeAttribute('data-line')
  return other => {
    const there = other.querySelectorAll('.prose *')
    return lines.map(([line, place]) => [Number(line), there[place]])
  }
}

function replaceMiddle(shown, fresh) {
  const [before, after] = [[...shown.childNodes], [...fresh.childNodes]]
  let head = 0
  while (head < before.length && head < after.length && before[head].isEqualNode(after[head])) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before.at(-1 - tail).isEqualNode(after.at(-1 - tail))
  )
    tail++
  for (const node of before.slice(head, before.length - tail)) node.remove()
  const next = tail === 0 ? null : before[before.length - tail]
  for (const node of after.slice(head, after.length - tail)) shown.insertBefore(node, next)
}
