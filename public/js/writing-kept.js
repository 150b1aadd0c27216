import { prefix } from './writing-store.js'
import { button } from './writing-toolbar.js'

/** Ends the name of a copy whose form is on its way: the page that its save leads to knows that it arrived. */
const sent = ' sent'
/** A new article that is still open in another window has saved its own by then. */
const openMs = 120_000
/** What a page has of its own. */
const ours = ['post', 'base', 'mark', 'turn', 'opened', 'act']

/**
 * Keeps what is typed in this browser: a copy for each window and its article, so that no window writes over what
 * another one left, nor over what is offered here until somebody has said what is to become of it.
 */
export function keptHere(form, copies) {
  const field = name => form.elements.namedItem(name)
  const name = () => `${prefix}${form.dataset.post || 'new'} ${field('mark').value}`
  const typed = () => [...new FormData(form)].filter(([name]) => !ours.includes(name))

  // The page came back with what was sent, and without having saved it.
  const back = copies.get(name() + sent)
  if (back) {
    copies.remove(name() + sent)
    copies.set(name(), back)
  }
  const { saved } = form.dataset
  for (const key of copies.names()) if (saved && key.endsWith(saved + sent)) copies.remove(key)

  function keep(as, isSaved = false) {
    try {
      const copy = { base: field('base').value, at: Date.now(), isSaved, fields: typed() }
      copies.set(as, JSON.stringify(copy))
    } catch {
      // Full, or not allowed: the server has it in a moment.
    }
  }

  return {
    /** `isSaved`: the server has it by now, and a page that is on its way may not show it. */
    keep: (isSaved = false) => keep(name(), isSaved),
    drop: () => copies.remove(name()),
    send() {
      copies.remove(name())
      keep(name() + sent)
    },
    /** Offers the newest copy that another window left and the server has not; `changed` hears that it was put back. */
    offer,
  }

  function offer(words, time, changed) {
    const [copy] = left()
    if (!copy) return
    const line = document.createElement('p')
    line.className = 'editor-kept'
    line.setAttribute('role', 'status')
    const settle = () => {
      copies.remove(copy.key)
      line.remove()
    }
    const putBack = button(words.putBack, () => {
      put(copy.fields)
      form.dispatchEvent(new Event('put-back'))
      // What somebody else has saved since this was begun is met, and not replaced; its own window's saves are no one else's,
      // though the last of them may have been stored after this page was made.
      const isOwn = copy.mark && copy.mark === form.dataset.last
      if (!isOwn || copy.base > Number(field('base').value)) field('base').value = copy.base
      settle()
      changed()
      form.querySelector('#post-source').focus()
    })
    const drop = button(words.drop, () => {
      settle()
      offer(words, time, changed)
    })
    for (const each of [putBack, drop]) each.className = 'quiet-button'
    line.append(`${words.kept} ${time.format(new Date(copy.at))} `, putBack, drop)
    form.before(line)
  }

  /**
   * What other windows have left of this article, the newest first. What the page shows as well is forgotten, and what the
   * server had when the page was made.
   */
  function left() {
    const { post } = form.dataset
    const shown = linesOf(typed())
    // By itself it is the name that copies had before there was one for each window.
    const of = `${prefix}${post || 'new'}`
    const all = copies
      .names()
      .filter(key => (key.startsWith(`${of} `) || key === of) && key !== name())
      .map(key => ({ key, mark: key.split(' ')[3], ...JSON.parse(copies.get(key)) }))
      .filter(({ at }) => post !== '' || at < Date.now() - openMs)
    const isKnown = ({ fields, isSaved, base }) =>
      linesOf(fields) === shown || (isSaved && Number(base) <= Number(field('base').value))
    for (const { key } of all.filter(isKnown)) copies.remove(key)
    return all.filter(copy => !isKnown(copy)).sort((one, other) => other.at - one.at)
  }

  function put(fields) {
    for (const control of form.elements) {
      if (ours.includes(control.name)) continue
      const texts = fields.filter(([name]) => name === control.name).map(([, text]) => text)
      if (control.type === 'checkbox') control.checked = texts.includes(control.value)
      else if (control.type === 'radio') control.checked ||= texts.includes(control.value)
      else if (texts.length > 0) control.value = texts[0]
    }
  }
}

/** A form submits a line end as two; the server takes away what stands around a text, but for the article's own. */
const linesOf = fields =>
  JSON.stringify(
    fields.map(([name, text]) => {
      const lines = text.replace(/\r\n?/g, '\n')
      return [name, name === 'source' ? lines : lines.trim()]
    }),
  )
