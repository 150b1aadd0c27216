/** Says on the button whether it publishes now or at the time that is typed, which is one of the site's zone. */
export function sayWhen(form) {
  const button = form.querySelector('[data-schedule]')
  const date = form.querySelector('[name=date]')
  if (!button || !date) return
  const { publish, schedule } = button.dataset
  // Swedish ones are those of ISO 8601, as the field's are.
  const site = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: form.dataset.zone,
  })
  const say = () => {
    const now = site.format(new Date()).replace(' ', 'T')
    button.textContent = date.value > now ? schedule : publish
  }
  date.addEventListener('input', say)
  say()
}
