/**
 * Shows the preview below the form without leaving the page. The server renders it, as it would the comment. What listens
 * is the form, since a click may have come while this was loaded: it is then sent again.
 */
export function showPreviewInPlace(section, form) {
  const button = form.querySelector('[data-preview]')
  const preview = section.querySelector('#comment-preview')
  const status = form.querySelector('.form-status')
  const comment = form.elements.namedItem('comment')

  form.addEventListener('submit', async event => {
    if (event.submitter !== button) return
    event.preventDefault()
    if (button.getAttribute('aria-disabled') === 'true') return
    if (comment.value.trim() === '') {
      status.textContent = button.dataset.empty
      comment.focus()
      return
    }
    // Not `disabled`: that would take the focus away, and a preview that fails does not give it back.
    button.setAttribute('aria-disabled', 'true')
    status.textContent = ''
    try {
      const answer = await fetch(button.formAction, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ comment: comment.value }),
      })
      const { html, error } = await answer.json()
      if (typeof html === 'string') show(html)
      else status.textContent = error ?? button.dataset.failed
    } catch {
      status.textContent = button.dataset.failed
    }
    button.removeAttribute('aria-disabled')
  })

  function show(html) {
    preview.querySelector('.comment-text').innerHTML = html
    preview.hidden = false
    preview.focus({ preventScroll: true })
    preview.scrollIntoView({ block: 'nearest' })
  }
}
