/** Takes the spaces around an address away, also the wide ones of Chinese and Japanese keyboards, before it is judged. */
export function trimAddresses(form) {
  form.addEventListener('change', ({ target }) => {
    if (target.matches('[type=email], [inputmode=url]') && target.value !== target.value.trim())
      target.value = target.value.trim()
  })
}
