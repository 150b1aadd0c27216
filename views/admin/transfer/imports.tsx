import type { PastImport } from '../../../src/transfer/moves/imports.ts'
import type { Move } from '../../../src/transfer/moves/moves.ts'
import { urls } from '../../../src/urls.ts'
import { Pager } from '../../components/pager.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface ImportsProps {
  shell: AdminShell
  /** What is not over. */
  moves: readonly Move[]
  imports: readonly PastImport[]
  next: number | null
  /** What a system is called. */
  titleOf: (name: string) => string
  /** What may come at once without scripts. */
  atOnceBytes: number
  told: 'forgotten' | null
  /** Why a file was not taken. */
  problem: string | null
}

/** The way in for another blog, what is under way, what came before; and the way out. */
export function ImportsPage(props: ImportsProps) {
  const { shell, moves, imports, next, titleOf, told, problem } = props
  const { t } = shell
  const { moving } = t
  return (
    <AdminPage
      shell={shell}
      title={problem ? t.form.errorTitle(moving.heading) : moving.heading}
      here="imports"
      scripts
    >
      <h1>{moving.heading}</h1>
      {told ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {moving[told]}
        </p>
      ) : null}
      <h2>{moving.in}</h2>
      <p>{moving.lead}</p>
      <FileForm {...props} />
      {moves.length > 0 ? (
        <>
          <h2>{moving.underWay}</h2>
          <ul class="people">
            {moves.map(({ id, file, state, actor, at }) => (
              <li class="person">
                <a class="person-name" href={urls.admin.move(id)}>
                  <bdi>{file}</bdi>
                </a>
                <span>{moving.states[state]}</span>
                <span class="hint">
                  <bdi>{actor}</bdi>, {t.dateTime(at)}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>{moving.past}</h2>
      {imports.length === 0 ? <p class="hint">{moving.none}</p> : null}
      <ul class="people">
        {imports.map(({ id, file, source, site, actor, begunAt, report, takenBackAt }) => (
          <li class="person">
            <a class="person-name" href={urls.admin.pastImport(id)}>
              <bdi>{file}</bdi>
            </a>
            <span>
              <bdi>{site ? `${titleOf(source)}, ${site}` : titleOf(source)}</bdi>
            </span>
            {takenBackAt ? <strong>{moving.gone}</strong> : null}
            {report ? (
              <span>
                {t.list([moving.articles(report.articles.added), moving.comments(report.comments.added)])}
              </span>
            ) : null}
            <span class="hint">
              <bdi>{actor === 'command line' ? t.admin.byCommandLine : actor}</bdi>, {t.dateTime(begunAt)}
            </span>
          </li>
        ))}
      </ul>
      <Pager
        label={moving.past}
        previous={null}
        next={next === null ? null : { href: urls.admin.imports({ before: next }), text: moving.older }}
      />
      <h2>{moving.out}</h2>
      <p>{moving.outNote}</p>
      <ul class="export-list">
        {(['markdown', 'wordpress', 'afterword'] as const).map(format => (
          <li>
            <a href={urls.admin.export(format)} download>
              {moving.formats[format]}
            </a>
            <p class="hint">{moving.formatHints[format]}</p>
          </li>
        ))}
      </ul>
    </AdminPage>
  )
}

function FileForm({ shell: { t }, problem, atOnceBytes }: ImportsProps) {
  const { media, moving } = t
  return (
    <form
      class="upload"
      id="upload"
      method="post"
      action={urls.admin.imports()}
      enctype="multipart/form-data"
      data-uploads={urls.admin.importUploads}
      data-uploading={media.uploading}
      data-making={moving.looking}
      data-waiting={media.waiting}
      data-cancel={media.cancel}
      data-failed={t.problems.unavailable}
    >
      <div class="field">
        <label for="upload-file">{moving.choose}</label>
        {problem ? (
          <p class="field-error" id="upload-error">
            {problem}
          </p>
        ) : null}
        <input
          type="file"
          id="upload-file"
          name="file"
          required
          autofocus={problem !== null}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? 'upload-error upload-hint' : 'upload-hint'}
        />
        <p class="hint" id="upload-hint">
          {moving.chooseHint}
          <noscript> {media.problems.tooLargeAtOnce(atOnceBytes / 1024 ** 2)}</noscript>
          <span class="upload-drop" hidden>
            {' '}
            {media.drop}
          </span>
        </p>
      </div>
      <button class="button" type="submit">
        {moving.look}
      </button>
      <div class="upload-list" role="status"></div>
    </form>
  )
}
