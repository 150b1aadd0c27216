import type { EditedPost } from '../../../src/posts/writer.ts'
import type { PostField, PostProblem, PostProblems } from '../../../src/posts/form.ts'
import type { LinkedTranslation } from '../../../src/posts/translations.ts'
import type { TypedPost } from '../../../src/posts/typed.ts'
import type { Piece } from '../../../src/text/difference.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import type { LibraryPicture } from '../media/picture-choices.tsx'
import type { AdminShell } from '../../layouts/admin.tsx'

export interface EditorProps {
  shell: AdminShell
  /** Null: a new article. */
  post: EditedPost | null
  typed: TypedPost
  /** The number of the revision that this was made from. */
  base: number
  /** The window. */
  mark: string
  /** How many saves this window has sent. */
  turn: number
  /** Who else has it open, in words; empty where nobody has. */
  others: string
  /** Until when it took comments as the page was made: see `opennessWord`. */
  opened: string
  problems: PostProblems
  done: keyof Messages['writing']['form']['done'] | null
  /** Somebody else has saved meanwhile. */
  overtaken: { name: string; isSelf: boolean; at: Date; pieces: readonly Piece[] } | null
  zone: string
  siteDays: number
  /** Names that are there already. */
  tags: readonly string[]
  /** Since when somebody without an account can see it by a link; null: nobody can. */
  linkSince: Date | null
  /** The same in other languages. */
  linked: readonly LinkedTranslation[]
  /** What its cover can be. */
  pictures: readonly LibraryPicture[]
  /** Whom an article can be given to; none: this person may not give it away. */
  authors: readonly { id: number; name: string }[]
}

/** The id of each field in the form. */
export const fieldIds: Record<PostField, string> = {
  title: 'post-title',
  source: 'post-source',
  slug: 'post-slug',
  language: 'post-language',
  tags: 'post-tags',
  excerpt: 'post-excerpt',
  description: 'post-description',
  canonical: 'post-canonical',
  cover: 'post-cover',
  comments: 'post-until',
  publishedAt: 'post-date',
}

/** What each field is called. */
export const fieldLabels = ({ writing: { form } }: Messages): Record<PostField, string> => ({
  title: form.title,
  source: form.text,
  slug: form.slug,
  tags: form.tags,
  publishedAt: form.date,
  language: form.language,
  excerpt: form.excerpt,
  description: form.description,
  canonical: form.canonical,
  cover: form.cover,
  comments: form.comments,
})

/** What is wrong with a field, beside it. */
export function FieldError({
  t,
  field,
  problems,
}: {
  t: Messages
  field: PostField
  problems: PostProblems
}) {
  const problem: PostProblem | undefined = problems[field]
  if (!problem) return null
  return (
    <p class="field-error" id={`${fieldIds[field]}-error`}>
      {t.writing.form.problems[problem]}
    </p>
  )
}

/** The attributes by which a field is known to be wrong, and what describes it. */
export function wrong(field: PostField, problems: PostProblems, hint?: string) {
  const isWrong = problems[field] !== undefined
  const described = [isWrong ? `${fieldIds[field]}-error` : null, hint ?? null].filter(id => id !== null)
  return {
    'aria-invalid': isWrong ? ('true' as const) : undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
  }
}
