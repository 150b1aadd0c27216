export const sectionPrefix = 'section-'
export const footnotePrefix = 'footnote-'

/**
 * Takes an id as the author gave it, or the fragment that leads there, and returns one that can't be an id of the page
 * around the article, and has no space in it: HTML allows none, though `name` had them.
 */
export function postId(id: string): string {
  const whole = id.trim().replace(/(?:\s|%20)+/g, '-')
  return isPostId(whole) ? whole : sectionPrefix + whole
}

/**
 * Takes the fragment of a link, without its `#`, and returns the id it leads to: a part of the article,
 * or the comments below it.
 */
export function postFragment(fragment: string): string {
  return fragment === '' || /^comments?(?:-\d+)?$/.test(fragment) ? fragment : postId(fragment)
}

function isPostId(id: string): boolean {
  return id.startsWith(sectionPrefix) || id.startsWith(footnotePrefix)
}
