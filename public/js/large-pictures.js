/** Opens the pictures of an article large, over its page; Esc, a click or the button closes them. */
export function openLarge(article, word) {
  const dialog = document.createElement('dialog')
  dialog.className = 'large-picture'
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = word
  dialog.addEventListener('click', () => dialog.close())
  article.addEventListener('click', event => {
    const link = event.target.closest('a.picture')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const picture = new Image()
    picture.src = link.href
    picture.alt = link.firstElementChild.alt
    dialog.setAttribute('aria-label', picture.alt || link.ariaLabel)
    dialog.replaceChildren(picture, close)
    if (!dialog.isConnected) document.body.append(dialog)
    link.focus() // it returns there; Safari focuses nothing that is clicked
    dialog.showModal()
  })
}
