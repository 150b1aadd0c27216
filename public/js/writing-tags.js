/** Suggests the tags that are there for the one that is being typed, behind those before it. */
export function suggestTags(form) {
  const field = form.querySelector('#post-tags')
  const options = form.querySelector('#known-tags')
  const names = [...options.children].map(option => option.value)
  field.addEventListener('input', () => {
    const before = field.value.match(/^.*[,，、]\s*/s)?.[0] ?? ''
    options.replaceChildren(
      ...names.map(name => Object.assign(document.createElement('option'), { value: before + name })),
    )
  })
}
