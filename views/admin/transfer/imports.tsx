import type { PastImport } from '../../../src/transfer/moves/imports.ts'
import type { Move } from '../../../src/transfer/moves/moves.ts'
import { urls } from '../../../src/urls.ts'
import { Pager } from '../../components/pager.tsx'
import { UploadForm } from '../../components/upload-form.tsx'
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
export function ImportsPage({
  shell,
  moves,
  imports,
  next,
  titleOf,
  told,
  problem,
  atOnceBytes,
}: ImportsProps) {
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
      <UploadForm
        t={t}
        action={urls.admin.imports()}
        uploads={urls.admin.importUploads}
        label={moving.choose}
        button={moving.look}
        making={moving.looking}
        problem={problem}
      >
        {moving.chooseHint}
        <noscript> {t.media.problems.tooLargeAtOnce(atOnceBytes / 1024 ** 2)}</noscript>
      </UploadForm>
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
                  <bdi>{actor}</bdi> · {t.dateTime(at)}
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
              <bdi>{site ? `${titleOf(source)} · ${site}` : titleOf(source)}</bdi>
            </span>
            {takenBackAt ? <strong>{moving.gone}</strong> : null}
            {report ? (
              <span>
                {t.list([moving.articles(report.articles.added), moving.comments(report.comments.added)])}
              </span>
            ) : null}
            <span class="hint">
              <bdi>{actor === 'command line' ? t.admin.byCommandLine : actor}</bdi> · {t.dateTime(begunAt)}
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
            <a href={urls.admin.export(format)}>{moving.formats[format]}</a>
            <p class="hint">{moving.formatHints[format]}</p>
          </li>
        ))}
      </ul>
    </AdminPage>
  )
}
