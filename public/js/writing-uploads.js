/**
 * What is submitted while files are on their way into the form waits for them, says so, and goes on by itself; where one of
 * them fails, it is left to the writer. Returns what is told of each that begins: with whether it is still waited for, it
 * returns what is told of its end and whether it came.
 */
export function waitForUploads(form, words) {
  const underWay = new Set()
  const told = document.createElement('span')
  told.className = 'hint'
  told.setAttribute('role', 'status')
  form.querySelector('.editor-buttons .form-buttons').append(told)
  let goOn = null

  const isWaiting = () => [...underWay].some(isAwaited => isAwaited())
  const hold = next => {
    goOn = next
    told.textContent = next ? words.held : ''
  }

  form.addEventListener('submit', event => {
    const { submitter } = event
    if (submitter?.dataset.keeps || !isWaiting()) return
    event.preventDefault()
    // Nobody is to take it for the form's own save.
    event.stopImmediatePropagation()
    hold(() => form.requestSubmit(submitter))
  })

  return isAwaited => {
    underWay.add(isAwaited)
    return isThere => {
      underWay.delete(isAwaited)
      if (!isThere) hold(null)
      if (isWaiting()) return
      const next = goOn
      hold(null)
      next?.()
    }
  }
}
