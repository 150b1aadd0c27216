import type { Messages } from '../../../src/i18n/messages.ts'
import type { SettingField } from '../../../src/settings/form.ts'
import { urls } from '../../../src/urls.ts'
import { type LibraryPicture, PictureChoices } from '../media/picture-choices.tsx'

interface PictureChoiceProps {
  t: Messages
  field: SettingField
  pictures: readonly LibraryPicture[]
}

/** A setting that is a picture of the library, or none. */
export function PictureChoice({ t, field: { name, typed, problem }, pictures }: PictureChoiceProps) {
  const { settings } = t
  const { label, help } = settings.about[name]
  const id = `setting-${name}`
  const words = { none: settings.noPicture, chosen: settings.chosen, lost: t.media.lost }
  return (
    <fieldset
      class="setting picture-choice"
      id={id}
      tabindex={problem ? -1 : undefined}
      aria-describedby={problem ? `${id}-error ${id}-help` : `${id}-help`}
    >
      <legend>{label}</legend>
      {problem ? (
        <p class="field-error" id={`${id}-error`}>
          {settings.problems.picture}
        </p>
      ) : null}
      <PictureChoices name={name} value={typed} pictures={pictures} words={words}>
        {name === 'icon' ? <img class="drawn-icon" src={urls.icon} alt="" /> : null}
      </PictureChoices>
      <p class="hint" id={`${id}-help`}>
        {help} <a href={urls.admin.media()}>{settings.library}</a>
      </p>
    </fieldset>
  )
}
