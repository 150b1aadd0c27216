import type { Messages } from '../../../src/i18n/messages.ts'
import type { SettingField } from '../../../src/settings/form.ts'
import { urls } from '../../../src/urls.ts'

/** A picture that a setting can be. */
export interface LibraryPicture {
  /** As articles show it. */
  src: string
  small: string
  text: string
}

interface PictureChoiceProps {
  t: Messages
  field: SettingField
  pictures: readonly LibraryPicture[]
}

/** A setting that is a picture of the library, or none. */
export function PictureChoice({ t, field: { name, typed, problem }, pictures }: PictureChoiceProps) {
  const { settings } = t
  const { label, help } = settings.about[name]
  const isListed = typed === '' || pictures.some(({ src }) => src === typed)
  const all = isListed ? pictures : [{ src: typed, small: typed, text: settings.chosen }, ...pictures]
  return (
    <fieldset class="setting picture-choice" aria-describedby={`setting-${name}-help`}>
      <legend>{label}</legend>
      {problem ? <p class="field-error">{settings.problems.picture}</p> : null}
      <div class="picture-choices">
        <label class="picture-none">
          <input type="radio" name={name} value="" checked={typed === ''} />
          <span>{settings.noPicture}</span>
          {name === 'icon' ? <img class="drawn-icon" src={urls.icon} alt="" /> : null}
        </label>
        {all.map(({ src, small, text }) => (
          <label>
            <input type="radio" name={name} value={src} checked={src === typed} />
            <img src={small} alt={text} loading="lazy" />
          </label>
        ))}
      </div>
      <p class="hint" id={`setting-${name}-help`}>
        {help} <a href={urls.admin.media()}>{settings.library}</a>
      </p>
    </fieldset>
  )
}
