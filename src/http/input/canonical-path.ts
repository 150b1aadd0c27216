/** What our own links to a page for everyone ask for, and those of blogs that articles came from; anything else is somebody's tracking. */
const known = new Set(['from', 'page', 'reply', 'sort', 'p', 'page_id', 'id', 'attachment_id'])

/** The address that a page is known by: its own, without what was added to it that we do not know. */
export function canonicalPath(url: string): string {
  const mark = url.indexOf('?')
  if (mark < 0) return url
  const kept = url
    .slice(mark + 1)
    .split('&')
    .filter(part => known.has(part.split('=', 1)[0] ?? ''))
  return kept.length === 0 ? url.slice(0, mark) : `${url.slice(0, mark)}?${kept.join('&')}`
}
