import type { AdminPost } from '../../src/posts/list.ts'
import { urls } from '../../src/urls.ts'
import { Named } from '../components/named.tsx'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

interface HomeProps {
  shell: AdminShell
  /** Comments that wait for this person. */
  pending: number
  /** Comments that readers have reported. */
  reported: number
  drafts: readonly AdminPost[]
  due: readonly AdminPost[]
  /** Nobody has written here yet. */
  isNew: boolean
}

/** What waits for somebody who writes; on a blog that is new, how to begin. */
export function AdminHomePage({ shell, pending, reported, drafts, due, isNew }: HomeProps) {
  const { t, person } = shell
  const { home } = t.writing
  return (
    <AdminPage shell={shell} title={home.nav} here="home">
      <h1>
        <Named text={home.heading} name={person.name} />
      </h1>
      {isNew ? <Steps shell={shell} /> : null}
      <h2>{home.comments}</h2>
      {pending === 0 && reported === 0 ? <p class="hint">{home.noComments}</p> : null}
      {pending > 0 ? (
        <p>
          <a href={urls.admin.queue()}>{t.comments.count(pending)}</a>
        </p>
      ) : null}
      {reported > 0 ? (
        <p>
          <a href={urls.admin.queue({ status: 'reported' })}>{t.reports.waiting(reported)}</a>
        </p>
      ) : null}
      <h2>{home.drafts}</h2>
      {drafts.length === 0 ? <p class="hint">{home.noDrafts}</p> : <Posts posts={drafts} shell={shell} />}
      {due.length > 0 ? (
        <>
          <h2>{home.due}</h2>
          <Posts posts={due} shell={shell} />
        </>
      ) : null}
    </AdminPage>
  )
}

function Posts({ shell, posts }: { shell: AdminShell; posts: readonly AdminPost[] }) {
  return (
    <ul class="start-list">
      {posts.map(post => (
        <li>
          <a href={urls.admin.post(post.id)} lang={post.language}>
            <bdi>{post.title}</bdi>
          </a>
          <Facts shell={shell} post={post} />
        </li>
      ))}
    </ul>
  )
}

/** When it will appear, or what tells a draft from another of the same title: when it was changed, and who else writes it. */
function Facts({ shell: { t, person }, post }: { shell: AdminShell; post: AdminPost }) {
  if (post.published_at) return <span class="hint">{t.dateTime(post.published_at)}</span>
  const others = post.authors.filter(({ name }) => name !== person.name)
  return (
    <>
      <span class="hint">{t.writing.home.changed(t.dateTime(post.updated_at))}</span>
      {others.length > 0 ? <bdi class="hint">{others.map(({ name }) => name).join(', ')}</bdi> : null}
    </>
  )
}

function Steps({ shell }: { shell: AdminShell }) {
  const { home } = shell.t.writing
  return (
    <section aria-labelledby="start-steps">
      <h2 id="start-steps">{home.steps}</h2>
      <ol class="start-steps">
        <li>
          <a href={urls.admin.newPost}>{home.stepWrite}</a>
          <p class="hint">{home.stepWriteHint}</p>
        </li>
        {shell.rights.includes('change settings') ? (
          <li>
            <a href={urls.admin.settings()}>{home.stepName}</a>
            <p class="hint">{home.stepNameHint}</p>
          </li>
        ) : null}
        <li>
          {shell.rights.includes('run the system') ? (
            <a href={urls.admin.imports()}>{home.stepMove}</a>
          ) : (
            home.stepMove
          )}
          <p class="hint">
            {home.stepMoveHint} <code>npm run afterword -- import FILE…</code>
          </p>
        </li>
      </ol>
    </section>
  )
}
