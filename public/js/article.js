const restMs = 2_000

/** Adds buttons that copy code and share the article, where the browser can, and opens pictures large. */
export function equipArticle(header) {
  const { copy, copied, share, close } = header.dataset
  const article = header.closest('article')
  if (navigator.clipboard)
    for (const code of article.querySelectorAll('.prose pre')) {
      const box = document.createElement('div')
      box.className = 'code-box'
      code.before(box)
      box.append(code, copyButton(code, copy, copied))
    }
  openLarge(article, close)
  if (navigator.share) header.querySelector('.post-facts').append(shareButton(share))
}

/** Most pages are left before anybody opens a picture. */
function openLarge(article, word) {
  article.addEventListener('click', async event => {
    const link = event.target.closest('a.picture')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const { showLarge } = await import('./large-pictures.js')
    showLarge(link, word)
  })
}

function copyButton(code, word, done) {
  const button = buttonOf(word, async () => {
    try {
      await navigator.clipboard.writeText(code.textContent)
    } catch {
      return // not allowed
    }
    button.textContent = done
    setTimeout(() => {
      button.textContent = word
    }, restMs)
  })
  button.className = 'copy'
  button.setAttribute('aria-live', 'polite')
  return button
}

function shareButton(word) {
  const part = document.createElement('span')
  const button = buttonOf(word, () => {
    const url = document.querySelector('link[rel="canonical"]')?.href ?? location.href
    navigator.share({ title: document.querySelector('h1').textContent, url }).catch(() => {})
  })
  button.className = 'share'
  part.append(button)
  return part
}

function buttonOf(word, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = word
  button.addEventListener('click', act)
  return button
}
