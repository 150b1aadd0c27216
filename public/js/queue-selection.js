/** Ticks a range with Shift, and all of a page with one box; says how many are ticked, and unticks them all with Escape. */
export function selectMany(queue) {
  const all = queue.querySelector('[data-select-all]')
  const clear = queue.querySelector('[data-clear-selection]')
  const count = queue.querySelector('.queue-count')
  all.closest('[hidden]').hidden = false
  let last = null

  const boxes = () => [...queue.querySelectorAll('.queued-select')]

  queue.addEventListener('click', event => {
    const box = event.target
    if (!box.matches('.queued-select')) return
    if (event.shiftKey && last?.isConnected) tickBetween(last, box)
    last = box
    tell()
  })

  all.addEventListener('change', () => tick(boxes(), all.checked))
  clear.addEventListener('click', event => {
    event.preventDefault()
    tick(boxes(), false)
  })
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.target.closest('dialog, textarea, [type=search]'))
      tick(boxes(), false)
  })
  // Rows that were decided on are ticked no longer.
  queue.addEventListener('rows', tell)
  tell()

  function tell() {
    const ticked = boxes().filter(box => box.checked).length
    clear.hidden = ticked === 0
    all.checked = ticked > 0 && ticked === boxes().length
    all.indeterminate = ticked > 0 && !all.checked
    const text = count.dataset.words.replace('#', ticked.toLocaleString(document.documentElement.lang))
    if (count.textContent !== text) count.textContent = text
  }

  function tickBetween(from, to) {
    const list = boxes()
    const [start, end] = [list.indexOf(from), list.indexOf(to)].sort((a, b) => a - b)
    tick(list.slice(start, end + 1), to.checked)
  }

  function tick(list, checked) {
    for (const box of list) box.checked = checked
    tell()
  }
}
