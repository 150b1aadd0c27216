/** Reply brings the form under the comment; Cancel takes it back. What was typed comes along. */
export function moveFormToReply(section, form) {
  const home = document.createComment('')
  // A page that was asked for with ?reply= comes with the form under a comment already.
  if (section.closest('.comment')) document.querySelector('#comments').append(home)
  else section.before(home)
  const heading = section.querySelector('h3')
  const cancel = section.querySelector('.cancel-reply')
  const parent = form.elements.namedItem('parent')
  let answered = null

  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    const link =
      event.target instanceof Element ? event.target.closest('[data-reply], [data-cancel-reply]') : null
    if (!link) return
    event.preventDefault()
    if (link.hasAttribute('data-reply')) answer(link)
    else takeBack()
  })

  section.addEventListener('keydown', event => {
    if (event.key === 'Escape' && answered && !event.isComposing) takeBack()
  })

  function answer(link) {
    answered = link
    section.querySelector('.reply-quote')?.remove()
    link.closest('.comment').querySelector('.comment-body').after(section)
    heading.textContent = link.dataset.heading
    cancel.hidden = false
    parent.value = link.dataset.reply
    form.elements.namedItem('comment').focus({ preventScroll: true })
    section.scrollIntoView({ block: 'nearest' })
  }

  function takeBack() {
    section.querySelector('.reply-quote')?.remove()
    home.after(section)
    heading.textContent = heading.dataset.heading
    cancel.hidden = true
    parent.value = ''
    if (answered) answered.focus()
    else form.elements.namedItem('comment').focus()
    answered = null
  }
}
