import { sendFile } from './uploads.js'

/** Chooses a cover, brings one in, and takes a click on it for the point that stays in view. */
export function chooseCover(form, words, begin) {
  const fields = form.querySelector('.editor-cover')
  if (!fields) return
  const frame = fields.querySelector('.cover-point-picture')
  const picture = frame.querySelector('img') ?? newPicture()
  const mark = frame.querySelector('.cover-point-mark')
  const [x, y] = ['x', 'y'].map(name => fields.querySelector(`[name="cover_${name}"]`))

  fields.addEventListener('change', ({ target }) => {
    if (target.name === 'cover') show(target)
  })
  for (const field of [x, y]) field.addEventListener('input', point)
  frame.classList.add('is-live')
  picture.addEventListener('click', event => {
    const box = picture.getBoundingClientRect()
    x.value = percent((event.clientX - box.left) / box.width)
    y.value = percent((event.clientY - box.top) / box.height)
    point()
    x.dispatchEvent(new Event('input', { bubbles: true }))
  })
  if (form.dataset.uploads) takeFile()
  // What was just put into the text can be the cover as well.
  form.addEventListener('picture-kept', ({ detail }) => choose(detail.address, detail.name))

  function show(choice) {
    const chosen = choice.closest('label').querySelector('img')
    frame.hidden = !chosen
    if (!chosen) return
    picture.src = chosen.src
    x.value = y.value = 50
    point()
  }

  function newPicture() {
    const made = Object.assign(document.createElement('img'), { alt: '' })
    frame.prepend(made)
    return made
  }

  function point() {
    mark.dataset.x = tenth(x.value)
    mark.dataset.y = tenth(y.value)
  }

  function takeFile() {
    const line = fields.querySelector('.cover-upload')
    const input = line.querySelector('input')
    const told = line.querySelector('[role="status"]')
    const format = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' })
    line.hidden = false
    input.addEventListener('change', async event => {
      // The file is sent by itself: the article has not changed by it yet.
      event.stopPropagation()
      const [file] = input.files
      if (!file) return
      input.value = ''
      const end = begin(() => true)
      try {
        const { address } = await sendFile(form.dataset.uploads, file, what => {
          told.textContent =
            typeof what === 'number' ? format.format(Math.floor(what * 100) / 100) : words[what]
        })
        told.textContent = ''
        choose(address, file.name).click()
        end(true)
      } catch (error) {
        end(false)
        told.textContent = error instanceof Error && error.message ? error.message : words.uploadFailed
      }
    })
  }

  /** Returns the choice of a picture, which is added where there is none. */
  function choose(address, name) {
    const known = fields.querySelector(`[name="cover"][value="${address}"]`)
    if (known) return known
    const label = document.createElement('label')
    const radio = Object.assign(document.createElement('input'), {
      type: 'radio',
      name: 'cover',
      value: address,
    })
    label.append(radio, Object.assign(document.createElement('img'), { src: address, alt: name }))
    fields.querySelector('.picture-none').after(label)
    return radio
  }
}

const percent = part => Math.min(100, Math.max(0, Math.round(part * 100)))
const tenth = text => Math.round(percent(Number(text) / 100) / 10) * 10
