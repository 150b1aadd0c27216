/**
 * Moves through the queue and decides by single keys, as the list of keys says (`?`). `settled` returns a promise of the
 * decisions that are under way.
 */
export function moveByKeys(queue, settled) {
  const help = document.querySelector('#queue-keys')
  const actions = { a: 'approved', p: 'pending', s: 'spam', d: 'trash' }
  let lastDecided = null

  queue.addEventListener('submit', event => {
    lastDecided = event.submitter?.closest('.queued')?.id ?? lastDecided
  })

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.target.closest('input:not([type=checkbox]), textarea, select, dialog')) return
    // A key that is held decides once.
    if (event.repeat && !'jk'.includes(event.key)) return
    if (act(event.key)) event.preventDefault()
  })

  function act(key) {
    if (key === 'j') return go(neighbour(1))
    if (key === 'k') return go(neighbour(-1))
    if (key === 'x') return press(current()?.querySelector('.queued-select'))
    if (key === 'u') return undo(lastDecided)
    if (key === 'e') return press(current()?.querySelector('[data-edit]'))
    if (key === 'r') return press(current()?.querySelector('[data-reply-to]'))
    if (key === '/') return go(document.querySelector('#queue-search'))
    if (key === '?') return show(help)
    if (key in actions) return press(current()?.querySelector(`[data-to="${actions[key]}"]`))
    return false
  }

  function current() {
    return document.activeElement?.closest('.queued') ?? null
  }

  function neighbour(step) {
    const rows = [...queue.querySelectorAll('.queued')]
    const here = rows.indexOf(current())
    return here < 0 ? rows[0] : rows[here + step]
  }

  function go(element) {
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
    return element !== undefined && element !== null
  }

  /** Once its answer is there: before, there is nothing to take back. */
  function undo(id) {
    void settled().then(() => press(document.getElementById(id)?.querySelector('[data-undo]')))
    return id !== null
  }

  function press(control) {
    control?.click()
    return Boolean(control)
  }

  function show(dialog) {
    dialog?.showModal()
    return Boolean(dialog)
  }

  document.querySelector('[data-show-keys]')?.addEventListener('click', () => show(help))
}
