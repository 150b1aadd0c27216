import type { EditedPost } from '../../../src/posts/writer.ts'
import type { ListedRevision, Revision } from '../../../src/posts/revisions.ts'
import { isolated } from '../../../src/i18n/direction.ts'
import type { Piece } from '../../../src/text/difference.ts'
import { urls } from '../../../src/urls.ts'
import { Difference } from '../../components/difference.tsx'
import { Named } from '../../components/named.tsx'
import { Pager } from '../../components/pager.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface RevisionsProps {
  shell: AdminShell
  post: EditedPost
  /** The revision that readers see. */
  shown: number
  /** Whether they will, at a time to come. */
  isToCome: boolean
  revisions: readonly ListedRevision[]
  next: number | null
}

/** Every state in which an article was saved. */
export function RevisionsPage({ shell, post, shown, isToCome, revisions, next }: RevisionsProps) {
  const { t } = shell
  const words = t.writing.revisions
  const heading = words.heading(isolated(post.content.title))
  return (
    <AdminPage shell={shell} title={heading} here="articles">
      <h1>
        <Named text={words.heading} name={post.content.title} />
      </h1>
      <p>
        <a href={urls.admin.post(post.id)}>{t.writing.form.back}</a>
      </p>
      {revisions.length === 0 ? <p class="queue-empty">{words.none}</p> : null}
      <ol class="log">
        {revisions.map(({ number, at, actor, kind, characters }) => (
          <li class="log-step">
            <a href={urls.admin.revision(post.id, number)}>{words.number(number)}</a>
            <time datetime={at.toISOString()}>{t.dateTime(at)}</time>
            <bdi class="log-actor">{actor || words.nobody}</bdi>
            <span>{words.kinds[kind]}</span>
            <span class="hint">{words.characters(characters)}</span>
            {number === shown && post.status === 'published' ? (
              <strong>{isToCome ? words.toCome : words.shown}</strong>
            ) : null}
          </li>
        ))}
      </ol>
      <Pager
        label={heading}
        previous={null}
        next={next === null ? null : { href: urls.admin.revisions(post.id, next), text: words.older }}
      />
    </AdminPage>
  )
}

interface RevisionProps {
  shell: AdminShell
  post: EditedPost
  revision: Revision
  pieces: readonly Piece[]
}

/** A revision, with what changed since then, and the way back to it. */
export function RevisionPage({ shell, post, revision, pieces }: RevisionProps) {
  const { t } = shell
  const words = t.writing.revisions
  const heading = words.number(revision.number)
  const isSame = pieces.every(({ is }) => is === 'same')
  return (
    <AdminPage shell={shell} title={`${heading} – ${isolated(post.content.title)}`} here="articles">
      <h1>{heading}</h1>
      <p>
        <a href={urls.admin.revisions(post.id)}>
          <Named text={words.heading} name={post.content.title} />
        </a>
      </p>
      <p>
        <time datetime={revision.at.toISOString()}>{t.dateTime(revision.at)}</time>,{' '}
        <bdi>{revision.actor || words.nobody}</bdi>, {words.kinds[revision.kind]}
      </p>
      {revision.content.title === post.content.title ? null : (
        <p>
          {words.title}:{' '}
          <del>
            <bdi>{revision.content.title}</bdi>
          </del>{' '}
          <ins>
            <bdi>{post.content.title}</bdi>
          </ins>
        </p>
      )}
      <h2>{words.difference}</h2>
      {isSame ? <p class="hint">{words.same}</p> : <Difference t={t} pieces={pieces} />}
      {post.status === 'trash' ? null : (
        <form method="post" action={urls.admin.revision(post.id, revision.number)}>
          <input type="hidden" name="base" value={post.base} />
          <p class="form-buttons">
            <button class="button" type="submit">
              {words.restore}
            </button>
            <span class="hint">{words.restoreHint}</span>
          </p>
        </form>
      )}
    </AdminPage>
  )
}
