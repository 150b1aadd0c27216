import { urls } from '../../../src/urls.ts'
import { PictureChoices } from '../media/picture-choices.tsx'
import { type EditorProps, FieldError, fieldIds } from './editor-fields.tsx'

/** The picture at an article's head: which, what it shows, and what stays in view where it is cut. */
export function CoverFields({ shell, typed, problems, pictures }: EditorProps) {
  const { t } = shell
  const { cover } = t.panel
  const words = { none: t.settings.noPicture, chosen: t.settings.chosen, lost: t.media.lost }
  const shown = pictures.find(({ src }) => src === typed.cover)
  const point = (name: 'x' | 'y', value: string) => (
    <div class="field">
      <label for={`post-cover-${name}`}>{cover[name]}</label>
      <input
        id={`post-cover-${name}`}
        class="number-input"
        type="number"
        name={`cover_${name}`}
        value={value}
        min="0"
        max="100"
        step="1"
        aria-describedby="post-cover-point"
      />
    </div>
  )
  return (
    <fieldset class="picture-choice editor-cover" id={fieldIds.cover} aria-describedby="post-cover-hint">
      <legend>{t.writing.form.cover}</legend>
      <FieldError t={t} field="cover" problems={problems} />
      <PictureChoices name="cover" value={typed.cover} pictures={pictures} words={words} />
      <p class="cover-upload" hidden>
        <label class="quiet-button">
          {cover.upload}
          <input type="file" accept="image/*" class="visually-hidden" />
        </label>{' '}
        <span role="status" />
      </p>
      <p class="hint" id="post-cover-hint">
        {cover.hint} <a href={urls.admin.media()}>{t.settings.library}</a>
      </p>
      <div class="field">
        <label for="post-cover-alt">{cover.alt}</label>
        <input
          id="post-cover-alt"
          type="text"
          name="cover_alt"
          value={typed.coverAlt}
          maxlength={1000}
          autocomplete="off"
        />
      </div>
      <div class="cover-point">
        <div class="cover-point-picture" hidden={!shown || shown.isLost}>
          {shown && !shown.isLost ? <img src={shown.small} alt="" /> : null}
          <span class="cover-point-mark" data-x={tenth(typed.coverX)} data-y={tenth(typed.coverY)} />
        </div>
        {point('x', typed.coverX)}
        {point('y', typed.coverY)}
        <p class="hint" id="post-cover-point">
          {cover.point}
        </p>
      </div>
    </fieldset>
  )
}

const tenth = (percent: string) => Math.round(Number(percent) / 10) * 10
