import type { SettingSave } from '../../../src/settings/saves.ts'
import type { SettingField } from '../../../src/settings/form.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import type { LibraryPicture } from '../media/picture-choices.tsx'
import { refusedOf, SettingProblems } from './problems.tsx'
import { DeclaredSetting, SettingsGroup } from './setting.tsx'

interface SettingsProps {
  shell: AdminShell
  fields: readonly SettingField[]
  /** What a logo or an icon can be chosen from. */
  pictures: readonly LibraryPicture[]
  saves: readonly SettingSave[]
  /** What was done just now. */
  done: 'saved' | 'undone' | 'kept' | null
}

/** The site's own settings: what it is called and looks like, in which language and zone it speaks, how it is followed. */
export function SettingsPage({ shell, fields, pictures, saves, done }: SettingsProps) {
  const { t } = shell
  const { settings } = t
  const groups = (['site', 'look', 'following', 'privacy'] as const).map(group => ({
    heading: settings.groups[group],
    fields: fields.filter(field => field.group === group),
  }))
  const refused = groups.flatMap(group => refusedOf(t, group.fields))
  return (
    <AdminPage
      shell={shell}
      title={refused.length > 0 ? t.form.errorTitle(settings.heading) : settings.heading}
      here="settings"
    >
      <h1>{settings.heading}</h1>
      {done ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {settings[done]}
        </p>
      ) : null}
      <SettingProblems t={t} refused={refused} />
      <form class="settings" method="post" action={urls.admin.settings()}>
        {groups.map(group => (
          <SettingsGroup heading={group.heading}>
            {group.fields.map(field => (
              <DeclaredSetting t={t} field={field} pictures={pictures} />
            ))}
          </SettingsGroup>
        ))}
        <p class="form-buttons settings-save">
          <button class="button" type="submit">
            {settings.save}
          </button>
          <button class="quiet-button" type="submit" name="preview" value="yes" formtarget="_blank">
            {settings.preview}
          </button>
          <span class="hint">{settings.previewHint}</span>
        </p>
      </form>
      {saves.length > 0 ? <Saves shell={shell} saves={saves} /> : null}
    </AdminPage>
  )
}

function Saves({ shell: { t }, saves }: Pick<SettingsProps, 'shell' | 'saves'>) {
  const { settings, admin } = t
  return (
    <section aria-labelledby="saves-heading">
      <h2 id="saves-heading">{settings.saves}</h2>
      <ol class="setting-saves">
        {saves.map(({ id, at, actor, names }) => (
          <li>
            <form method="post" action={urls.admin.settingsReversal(id)}>
              <span>
                <time datetime={at.toISOString()}>{t.dateTime(at)}</time>{' '}
                <bdi class="log-actor">{actor === 'command line' ? admin.byCommandLine : actor}</bdi>{' '}
                {t.list(names.map(name => settings.about[name].label))}
              </span>
              <button class="quiet-button" type="submit">
                {admin.undo}
              </button>
            </form>
          </li>
        ))}
      </ol>
    </section>
  )
}
