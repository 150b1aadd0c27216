import type { Desk } from '../../../src/accounts/desk.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'

/** How somebody likes the list of comments: keys, which not everybody's hands or voice can do with, and the rows. */
export function DeskSection({ t, desk }: { t: Messages; desk: Desk }) {
  const { queue } = t
  return (
    <section class="account-section" id="desk" aria-labelledby="desk-heading">
      <h2 id="desk-heading">{queue.desk}</h2>
      <form method="post" action={urls.admin.desk}>
        <fieldset class="desk-choice">
          <legend>{t.admin.keys.heading}</legend>
          <p class="hint">{queue.keysNote}</p>
          <Choice name="keys" value="on" label={queue.keysOn} isChosen={desk.keys} />
          <Choice name="keys" value="off" label={queue.keysOff} isChosen={!desk.keys} />
        </fieldset>
        <fieldset class="desk-choice">
          <legend>{queue.rows}</legend>
          <Choice name="rows" value="roomy" label={queue.roomy} isChosen={!desk.dense} />
          <Choice name="rows" value="dense" label={queue.dense} isChosen={desk.dense} />
        </fieldset>
        <p class="form-buttons">
          <button class="quiet-button" type="submit">
            {queue.save}
          </button>
        </p>
      </form>
    </section>
  )
}

interface ChoiceProps {
  name: string
  value: string
  label: string
  isChosen: boolean
}

function Choice({ name, value, label, isChosen }: ChoiceProps) {
  const id = `desk-${name}-${value}`
  return (
    <p class="setting-switch">
      <input type="radio" id={id} name={name} value={value} checked={isChosen} />
      <label for={id}>{label}</label>
    </p>
  )
}
