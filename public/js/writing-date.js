/** Says on the button what it does: publish now, or at the time that is typed in the site's zone, or keep it private. */
export function sayWhen(form) {
  const button = form.querySelector('[data-schedule]')
  const date = form.querySelector('[name=date]')
  if (!button || !date) return
  const { publish, schedule, private: keep } = button.dataset
  // Swedish ones are those of ISO 8601, as the field's are.
  const site = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: form.dataset.zone,
  })
  const say = () => {
    const now = site.format(new Date()).replace(' ', 'T')
    const isPrivate = form.elements.namedItem('visibility')?.value === 'private'
    button.textContent = isPrivate ? keep : date.value > now ? schedule : publish
  }
  date.addEventListener('input', say)
  form.querySelector('.editor-visibility')?.addEventListener('change', say)
  say()
}
