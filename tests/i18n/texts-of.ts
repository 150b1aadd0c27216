/** Every text of a language by the way to it; what takes an argument is called with one that shows. */
export function textsOf(messages: object, way = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] => {
    const here = way === '' ? key : `${way}.${key}`
    if (typeof value === 'object' && value !== null) return textsOf(value, here)
    if (typeof value === 'function')
      return here.startsWith('date') || ['list', 'month'].includes(here)
        ? []
        : [[here, String(value(7, 'SITE', 'LAST', 'FOURTH'))]]
    return [[here, String(value)]]
  })
}
