import { sendFile } from './uploads.js'
import { gaps, leaveLink, put } from './writing-keys.js'
import { keepRefusal, refusals } from './writing-refused.js'
import { button } from './writing-toolbar.js'

/**
 * Takes pictures and files by paste, drop and choice, several at once. Where one goes stands a word for it until it is
 * there; what is typed meanwhile, the caret and the browser's own undo stay.
 */
export function takePictures(form, text, toolbar, words, begin) {
  const { uploads } = form.dataset
  const told = document.createElement('div')
  told.className = 'editor-uploads'
  told.setAttribute('role', 'status')
  const chooser = Object.assign(document.createElement('input'), {
    type: 'file',
    multiple: true,
    hidden: true,
  })
  chooser.addEventListener('change', () => take(chooser.files))
  toolbar.append(
    button(words.tools.picture, () => chooser.click()),
    chooser,
  )
  toolbar.after(told)
  takeLost()
  form.addEventListener('put-back', takeLost)

  text.addEventListener('paste', event => {
    // Word processors bring a picture of the text along: the text is meant.
    if (event.clipboardData.getData('text/plain') !== '') return
    if (take(event.clipboardData.files)) event.preventDefault()
  })
  text.addEventListener('dragover', event => {
    if ([...event.dataTransfer.types].includes('Files')) event.preventDefault()
  })
  text.addEventListener('drop', event => {
    if (take(event.dataTransfer.files)) event.preventDefault()
  })

  function take(files) {
    for (const file of files) void send(file)
    return files.length > 0
  }

  /** Takes out what stands for files of a page that was left before they came, and names them. It is no change to save. */
  function takeLost() {
    const { source, lost } = withoutLost(text.value, words.uploading)
    if (lost.length === 0) return
    if (text.value === text.defaultValue) text.defaultValue = source
    text.value = source
    const refused = refusals()
    for (const label of lost) {
      const line = document.createElement('p')
      told.append(line)
      line.className = 'field-error'
      line.textContent = `${label.replace(/ \d+$/, '')}: ${refused[label] ?? words.uploadLeft}`
    }
  }

  async function send(file) {
    const line = document.createElement('p')
    told.append(line)
    const label = `${file.name.replace(/[[\]\\]/g, '')} ${++sent}`
    const mark = `![${words.uploading} ${label}]()`
    keepRefusal(label, undefined)
    // After a picture came the caret stands in it, where it says what it shows.
    leaveLink(text)
    // Alone in its paragraph a picture is a figure, a film has a player; the link to a file may be a part of a sentence.
    const { above, below } = isShown.test(file.type) ? gaps(text) : { above: '', below: '' }
    const at = above.length + mark.length
    put(text, above + mark + below, [at, at])
    const end = begin(() => text.value.includes(mark))
    try {
      const { address, markdown } = await sendFile(uploads, file, tell)
      await replace(mark, markdown)
      if (file.type.startsWith('image/') && !markdown.startsWith('![')) {
        line.className = 'hint'
        line.textContent = `${file.name}: ${words.uploadLinked}`
      } else line.remove()
      if (isPicture.test(address))
        form.dispatchEvent(new CustomEvent('picture-kept', { detail: { address, name: file.name } }))
      end(true)
    } catch (error) {
      const reason = error instanceof Error && error.message ? error.message : words.uploadFailed
      keepRefusal(label, reason)
      await replace(text.value.includes(above + mark) ? above + mark : mark, '')
      end(false)
      line.className = 'field-error'
      line.textContent = `${file.name}: ${reason}`
    }
    function tell(what) {
      line.textContent =
        typeof what === 'number'
          ? `${file.name}: ${percent.format(Math.floor(what * 100) / 100)}`
          : `${file.name}: ${words[what]}`
    }
  }

  /** Once no input method composes, which would lose what it has so far. */
  async function replace(mark, markdown) {
    if (isComposing)
      await new Promise(resolve => text.addEventListener('compositionend', resolve, { once: true }))
    const place = text.value.indexOf(mark)
    if (place < 0) return // the writer took it out
    const { activeElement } = document
    const [start, end] = [text.selectionStart, text.selectionEnd]
    const isNext = activeElement === text && start === place + mark.length && start === end
    text.setSelectionRange(place, place + mark.length)
    put(text, markdown)
    const moved = at => (at <= place ? at : Math.max(place, at + markdown.length - mark.length))
    // Whoever waited for it is asked what it shows: the caret stands where that goes.
    if (isNext && markdown.startsWith('![](')) text.setSelectionRange(place + 2, place + 2)
    else text.setSelectionRange(moved(start), moved(end))
    if (activeElement !== text) activeElement?.focus()
  }

  let isComposing = false
  text.addEventListener('compositionstart', () => (isComposing = true))
  text.addEventListener('compositionend', () => (isComposing = false))
}

/** A text without such words, with the blank line above of one that stands alone, and the names in them, each with its number. */
function withoutLost(text, uploading) {
  const lost = []
  const source = text.replace(
    /(^|\n\n)?!\[([^\]\n]* \d+)\]\(\)(?=(\n\n|$)?)/g,
    (mark, above, label, below) => {
      if (!label.startsWith(`${uploading} `)) return mark
      lost.push(label.slice(uploading.length + 1))
      return below === undefined ? (above ?? '') : ''
    },
  )
  return { source, lost }
}

let sent = 0
const isShown = /^(?:image|video|audio)\//
const isPicture = /\.(?:webp|svg)$/
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' })
