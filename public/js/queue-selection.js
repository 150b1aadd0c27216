/** Ticks a range with Shift, and all of a page with one box. */
export function selectMany(queue) {
  const all = queue.querySelector('[data-select-all]')
  all.closest('[hidden]').hidden = false
  let last = null

  const boxes = () => [...queue.querySelectorAll('.queued-select')]

  queue.addEventListener('click', event => {
    const box = event.target
    if (!box.matches('.queued-select')) return
    if (event.shiftKey && last?.isConnected) tickBetween(last, box)
    last = box
    all.checked = boxes().every(each => each.checked)
  })

  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked
  })

  function tickBetween(from, to) {
    const list = boxes()
    const [start, end] = [list.indexOf(from), list.indexOf(to)].sort((a, b) => a - b)
    for (const box of list.slice(start, end + 1)) box.checked = to.checked
  }
}
