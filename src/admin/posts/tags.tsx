import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { hasStrangeCharacters } from '../../text/field-text.ts'
import { postLimits, tidyTags } from '../../posts/form.ts'
import { pageOfTags, readTag } from '../../posts/tag-list.ts'
import { type CountedTag, listTags, mergeTags, removeTag, renameTag } from '../../posts/tags.ts'
import { urls } from '../../urls.ts'
import { TagEditPage, type TagProblem, TagsPage } from '../../../views/admin/posts/tags.tsx'
import { adminShellOf } from '../shell.ts'

const perPage = 100
const mostDescription = 500
const dones = ['saved', 'merged', 'removed'] as const

/** GET /admin/tags */
export async function showTags(c: AppContext): Promise<Response> {
  const asked = query(c)
  const search = asked.words('search', 100)
  const page = await pageOfTags(c.var.services.db, { search, after: asked.id('after'), size: perPage })
  return sendPrivatePage(
    c,
    <TagsPage shell={adminShellOf(c)} search={search} {...page} done={asked.oneOf('done', dones)} />,
  )
}

/** GET /admin/tags/:id */
export const showTagToEdit = async (c: AppContext): Promise<Response> => sendTag(c, await tagIn(c), null, 200)

/** POST /admin/tags/:id: its name and description. One that has that name already takes its articles over. */
export async function postTag(c: AppContext): Promise<Response> {
  const tag = await tagIn(c)
  const body = await readForm(c)
  const typed = { name: body.field('name'), description: body.field('description').trim() }
  const [name = ''] = tidyTags([typed.name])
  const problem = problemIn(name, typed.description)
  if (problem) return sendTag(c, { ...tag, ...typed }, problem, 422)
  await renameTag(c.var.services.db, tag.id, { name, description: typed.description })
  return done(c, 'saved')
}

function problemIn(name: string, description: string): TagProblem | null {
  if (name === '' || name.length > postLimits.tag || hasStrangeCharacters(name) || name.includes(','))
    return 'name'
  return description.length > mostDescription || hasStrangeCharacters(description) ? 'description' : null
}

/** POST /admin/tags/:id/merging: gives its articles to another. */
export async function postTagMerging(c: AppContext): Promise<Response> {
  const tag = await tagIn(c)
  const into = fields(await readForm(c)).id('into')
  if (into === null || !(await mergeTags(c.var.services.db, tag.id, into)))
    return sendTag(c, tag, 'into', 422)
  return done(c, 'merged')
}

/** POST /admin/tags/:id/removal: its articles stay, without it. */
export async function postTagRemoval(c: AppContext): Promise<Response> {
  await removeTag(c.var.services.db, (await tagIn(c)).id)
  return done(c, 'removed')
}

function done(c: AppContext, what: (typeof dones)[number]): Response {
  c.var.services.pages.changed('site')
  return c.redirect(urls.admin.tags({ done: what }), 303)
}

async function tagIn(c: AppContext): Promise<CountedTag> {
  const tag = await readTag(c.var.services.db, pathId(c))
  if (!tag) throw notFound()
  return tag
}

async function sendTag(
  c: AppContext,
  tag: CountedTag,
  problem: TagProblem | null,
  status: ContentfulStatusCode,
): Promise<Response> {
  const others = (await listTags(c.var.services.db)).filter(({ id }) => id !== tag.id)
  return sendPrivatePage(
    c,
    <TagEditPage
      shell={adminShellOf(c)}
      tag={tag}
      others={others}
      problem={problem}
      limits={{ name: postLimits.tag, description: mostDescription }}
    />,
    status,
  )
}
