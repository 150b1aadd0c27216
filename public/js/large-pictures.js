const dialog = document.createElement('dialog')
dialog.className = 'large-picture'
dialog.addEventListener('click', () => dialog.close())
document.body.append(dialog)

/** Opens the picture that a link leads to, over its page; Esc, a click or the button, which says `word`, close it. */
export function showLarge(link, word) {
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = word
  const picture = new Image()
  picture.src = link.href
  picture.alt = link.querySelector('img').alt
  dialog.setAttribute('aria-label', picture.alt || link.ariaLabel)
  dialog.replaceChildren(picture, close)
  link.focus() // it returns there; Safari focuses nothing that is clicked
  dialog.showModal()
}
