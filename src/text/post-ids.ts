export const sectionPrefix = 'section-'
export const footnotePrefix = 'footnote-'

/** Takes an id as the author gave it and returns one that can't be an id of the page around the article. */
export function postId(id: string): string {
  return isPostId(id) ? id : sectionPrefix + id
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
