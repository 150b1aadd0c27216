import type { FormBody } from '../../http/input/form-fields.ts'
import { fields, readId } from '../../http/input/params.ts'
import { badRequest } from '../../http/answer/problems.ts'
import type { TypedPost } from '../../posts/typed.ts'
import { isReserved, isSlug, longestSlug, slugFrom, slugOf } from '../../urls.ts'
import { decodedPath } from '../../text/decoded-path.ts'

/** The fields of an article as a form brings them. Throws badRequest for what no form of ours says. */
export function typedIn(body: FormBody): TypedPost {
  const asked = fields(body)
  return {
    title: body.field('title'),
    // A form submits a line end as two.
    source: body.field('source').replace(/\r\n?/g, '\n'),
    slug: slugIn(body.field('slug')),
    tags: body.field('tags'),
    excerpt: body.field('excerpt').replace(/\r\n?/g, '\n'),
    description: body.field('description').replace(/\r\n?/g, '\n'),
    canonical: body.field('canonical'),
    language: body.field('language'),
    date: body.field('date'),
    until: asked.oneOf('until', ['site', 'always', 'days', 'closed']) ?? 'site',
    days: body.field('days'),
    kind: asked.oneOf('kind', ['post', 'page']) ?? 'post',
    pinned: asked.isThere('pinned'),
    visibility: asked.oneOf('visibility', ['public', 'private']) ?? 'public',
    cover: body.field('cover'),
    coverAlt: body.field('cover_alt'),
    coverX: body.field('cover_x'),
    coverY: body.field('cover_y'),
    authors: body.all('authors').map(text => readId(text) ?? stop()),
  }
}

/** As it is kept, or made as from a title where that can't be an address; what nothing can be made of is refused as it is. */
function slugIn(typed: string): string {
  const slug = slugFrom(decodedPath(typed.trim())) // as an address bar gives it
  if (slug === '' || isSlug(slug) || isReserved(slug) || slug.length > longestSlug) return slug
  return slugOf(slug, longestSlug) || slug
}

function stop(): never {
  throw badRequest()
}
