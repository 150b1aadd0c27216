import type { AppContext } from '../../http/context.ts'
import { notFound } from '../../http/answer/problems.ts'
import { type Edit, editPost } from '../../posts/edit.ts'
import type { EditedPost } from '../../posts/writer.ts'
import type { PostProblems } from '../../posts/form.ts'
import { asNew } from '../../posts/save.ts'
import { mended } from '../../posts/typed.ts'
import { urls } from '../../urls.ts'
import { fieldLabels } from '../../../views/admin/posts/editor-fields.tsx'
import { personOf } from '../guard.ts'
import { othersAt } from './presence.ts'
import { writerOf } from './writer.ts'

/**
 * Answers a save while somebody writes, as JSON. It never changes what readers see, nor what is typed; a field that is
 * wrong stays as it was, the rest is saved, and the answer names in `left` what was typed and is not.
 */
export async function autosave(
  c: AppContext,
  { problems, ...edit }: Edit & { problems: PostProblems },
  post: EditedPost | null,
): Promise<Response> {
  const { t, settings, services } = c.var
  const untitled = t.writing.form.untitled
  const had = post?.content ?? {
    ...asNew,
    ...{ authors: [], title: untitled, slug: '', tags: [], source: '', publishedAt: null },
    language: settings.language,
  }
  const content = mended(edit.content, problems, had)
  const title = content.title.trim() === '' ? untitled : content.title
  const left = new Set(Object.keys(problems))
  // Nothing was typed there that could be left out.
  if (problems.title === 'missing') left.delete('title')
  let edited = await editPost(services.db, writerOf(c), { ...edit, content: { ...content, title } })
  // Somebody else's address: the text is what must not wait.
  if (edited.outcome === 'taken') {
    left.add('slug')
    edited = await editPost(services.db, writerOf(c), {
      ...edit,
      content: { ...content, title, slug: had.slug },
    })
  }
  if (edited.outcome === 'overtaken') {
    const { actor: by, account } = edited.by
    return c.json({ outcome: 'overtaken', by, isSelf: account === personOf(c).id }, 409)
  }
  if (edited.outcome !== 'saved') throw notFound()
  const { id, revision } = edited
  const others = await othersAt(c, id, edit.mark)
  const labels = Object.entries(fieldLabels(t)).flatMap(([field, label]) => (left.has(field) ? [label] : []))
  const said = { others, left: t.list(labels) }
  return c.json({ outcome: 'saved', id, revision, address: urls.admin.post(id), ...said })
}
