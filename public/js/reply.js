/**
 * Reply brings the form under the comment; Cancel takes it back, and so does the way to it from above. Returns a
 * function that brings it under the comment with an id, without the focus.
 */
export function moveFormToReply(section, form) {
  const home = document.createComment('')
  // A page that was asked for with ?reply= comes with the form under a comment already.
  if (section.closest('.comment')) document.querySelector('#comments').append(home)
  else section.before(home)
  const heading = section.querySelector('h3')
  const cancel = section.querySelector('.cancel-reply')
  const parent = form.elements.namedItem('parent')
  const text = form.elements.namedItem('comment')
  /** What the form answers where nothing else is chosen: nothing, or the first comment of a conversation. */
  const homeParent = parent.dataset.home ?? ''
  let answered = null

  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    const link = event.target.closest('[data-reply], [data-cancel-reply], [data-write]')
    if (!link) return
    event.preventDefault()
    if (link.hasAttribute('data-write')) {
      if (parent.value !== homeParent) goHome()
      text.focus({ preventScroll: true })
      section.scrollIntoView()
    } else if (link.hasAttribute('data-reply')) {
      answer(link)
      text.focus({ preventScroll: true })
      section.scrollIntoView({ block: 'nearest' })
    } else takeBack()
  })

  section.addEventListener('keydown', event => {
    if (event.key === 'Escape' && answered && !event.isComposing) takeBack()
  })

  return id => {
    const link = document.querySelector(`[data-reply="${CSS.escape(id)}"]`)
    if (link) answer(link)
  }

  function answer(link) {
    answered = link
    const body = link.closest('.comment').querySelector('.comment-body')
    body.after(section)
    quote(body)
    heading.textContent = link.dataset.heading
    cancel.hidden = false
    parent.value = link.dataset.reply
    form.dispatchEvent(new Event('answering'))
  }

  /** As the server does. */
  function quote(body) {
    unquote()
    const said = body.querySelector('.comment-text').textContent.replace(/\s+/g, ' ').trim()
    const block = document.createElement('blockquote')
    block.className = 'reply-quote is-near'
    block.dir = 'auto'
    const characters = [...said]
    block.textContent = characters.length > 160 ? `${characters.slice(0, 159).join('').trimEnd()}…` : said
    cancel.after(block)
  }

  function unquote() {
    section.querySelector('.reply-quote')?.remove()
  }

  function takeBack() {
    const link = answered
    goHome()
    if (link) link.focus()
    else text.focus()
  }

  function goHome() {
    answered = null
    unquote()
    home.after(section)
    heading.textContent = heading.dataset.heading
    cancel.hidden = true
    parent.value = homeParent
    form.dispatchEvent(new Event('answering'))
  }
}
