import type { Move } from '../../../src/transfer/moves/moves.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { ImportReport } from './import-report.tsx'
import { MoveProgressBar } from './move-progress.tsx'

interface MoveProps {
  shell: AdminShell
  move: Move
  /** Every system that a file may be said to be of. */
  systems: readonly { name: string; title: string }[]
  /** The line of its map that can't be read; null for none. */
  wrong: number | null
}

/** A file that somebody moves in with: how far it has come; or what was found in it, and what to do with it. */
export function MovePage({ shell, move, systems, wrong }: MoveProps) {
  const { t } = shell
  const { moving } = t
  const isUnderWay = move.state !== 'looked'
  const title = systems.find(({ name }) => name === move.takenFor)?.title
  return (
    <AdminPage
      shell={shell}
      title={wrong === null ? moving.titleOf(move.file) : t.form.errorTitle(moving.titleOf(move.file))}
      here="imports"
      scripts
    >
      <h1>
        <bdi>{move.file}</bdi>
      </h1>
      <div class="import-move" id="under-way" data-under-way={isUnderWay ? 'yes' : undefined}>
        {isUnderWay ? (
          <MoveProgressBar t={t} move={move} />
        ) : (
          <>
            <p role="status">{title === undefined || move.problem ? null : moving.took(title)}</p>
            {move.problem ? (
              <div class="notice" role="alert">
                <p>
                  {move.problem === 'another'
                    ? moving.looksLike(title ?? '')
                    : moving.moveProblems[move.problem]}
                </p>
              </div>
            ) : null}
            {move.sites.length > 0 ? <SiteChoice {...{ shell, move }} /> : null}
            {move.looked ? (
              <>
                <h2>{moving.would}</h2>
                <p>{moving.wouldNote}</p>
                <ImportReport t={t} report={move.looked} />
                {move.looked.articles.read + move.looked.comments.read > 0 ? (
                  <form class="move-start" method="post" action={urls.admin.moveStart(move.id)}>
                    {move.looked.away.length > 0 ? (
                      <label class="choice">
                        <input type="checkbox" name="files" value="yes" checked /> {moving.withFiles}
                      </label>
                    ) : null}
                    <button class="button" type="submit">
                      {moving.start}
                    </button>
                  </form>
                ) : null}
              </>
            ) : null}
            <MapForm {...{ shell, move, wrong }} />
            {move.problem === 'gone' ? null : <SystemChoice {...{ shell, move, systems }} />}
          </>
        )}
        <EndForm shell={shell} move={move} />
      </div>
      <p class="import-back">
        <a href={urls.admin.imports()}>{moving.back}</a>
      </p>
    </AdminPage>
  )
}

/** Of several sites in one file, the one that is meant. */
function SiteChoice({ shell: { t }, move }: Pick<MoveProps, 'shell' | 'move'>) {
  return (
    <form class="move-choice" method="post" action={urls.admin.moveChoice(move.id)}>
      {move.system ? <input type="hidden" name="system" value={move.system} /> : null}
      <fieldset>
        <legend>{t.moving.sitesQuestion}</legend>
        {move.sites.map(site => (
          <label class="choice">
            <input type="radio" name="site" value={site} required /> <bdi>{site}</bdi>
          </label>
        ))}
      </fieldset>
      <button class="button" type="submit">
        {t.moving.look}
      </button>
    </form>
  )
}

/** Old addresses are offered as they are in the file; as many lines as somebody may want to complete. */
const mostLines = 500

/** Where the articles are now whose comments found none. */
function MapForm({ shell: { t }, move, wrong }: Omit<MoveProps, 'systems'>) {
  const { moving } = t
  const found = (move.looked?.aside ?? []).flatMap(({ address }) =>
    address.startsWith('/') ? [address] : [],
  )
  if (found.length === 0 && move.map === '') return null
  const said = new Set(move.map.split('\n').map(line => line.split('\t')[0]))
  const open = found.filter(address => !said.has(address)).slice(0, mostLines)
  return (
    <details class="move-other" open={wrong !== null}>
      <summary>{moving.map}</summary>
      <form class="move-choice" method="post" action={urls.admin.moveChoice(move.id)}>
        <Field
          t={t}
          id="move-map"
          name="map"
          label={moving.mapLabel}
          value={[
            ...(move.map === '' ? [] : [move.map.trimEnd()]),
            ...open.map(address => `${address}\t`),
          ].join('\n')}
          maxlength={500_000}
          error={wrong === null ? null : moving.mapWrong(t.number(wrong))}
          hint={moving.mapHint}
          multiline
        />
        <button class="quiet-button" type="submit">
          {moving.lookAgain}
        </button>
      </form>
    </details>
  )
}

/** Another system than it was taken for. */
function SystemChoice({ shell: { t }, move, systems }: Omit<MoveProps, 'wrong'>) {
  const { moving } = t
  const meant = move.problem === 'another' ? move.takenFor : (move.system ?? move.takenFor)
  return (
    <details class="move-other" open={move.problem === 'unknown' || move.problem === 'another'}>
      <summary>{moving.otherSystem}</summary>
      <form class="move-choice" method="post" action={urls.admin.moveChoice(move.id)}>
        <label for="move-system">{moving.system}</label>
        <select id="move-system" name="system">
          <option value="" selected={move.system === null && move.takenFor === null}>
            {moving.guess}
          </option>
          {systems.map(({ name, title }) => (
            <option value={name} selected={name === meant}>
              {title}
            </option>
          ))}
        </select>
        <button class="quiet-button" type="submit">
          {moving.lookAgain}
        </button>
      </form>
    </details>
  )
}

function EndForm({ shell: { t }, move }: Pick<MoveProps, 'shell' | 'move'>) {
  if (move.state === 'stopping' || move.state === 'ended') return null
  return (
    <form method="post" action={urls.admin.moveEnd(move.id)}>
      <button class="quiet-button" type="submit">
        {move.state === 'moving' ? t.moving.stop : t.moving.forget}
      </button>
    </form>
  )
}
