const addresses = '[type=email], [inputmode=url]'

/** Takes the spaces around an address away, also the wide ones of Chinese and Japanese keyboards, before it is judged. */
export function trimAddresses(form) {
  // Those that were typed while this was loaded, and left.
  for (const field of form.querySelectorAll(addresses)) if (field !== document.activeElement) trim(field)
  form.addEventListener('change', ({ target }) => {
    if (target.matches(addresses)) trim(target)
  })
}

function trim(field) {
  const trimmed = field.value.trim()
  if (field.value !== trimmed) field.value = trimmed
}
