import type { AttackStep } from '../../../src/db/spam-tables.ts'
import type { AttackDesk } from '../../../src/moderation/attack-steps.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'

interface AttackProps {
  t: Messages
  desk: AttackDesk
}

/** What goes on while far more comments come than ever, and each step against it with what it costs readers. */
export function AttackBanner({ t, desk }: AttackProps) {
  const { attack, taken, offered, usual } = desk
  const words = t.attack
  const costs: Record<AttackStep, string> = {
    hold: words.holdCost(usual.atOnce),
    proof: words.proofCost,
    close: words.closeCost(usual.approved),
  }
  const isOn = Object.values(taken).some(Boolean)
  const isQuiet = attack === null || attack.isDismissed
  return (
    <section class={isQuiet ? 'attack is-quiet' : 'attack'} aria-labelledby="attack-heading">
      <h2 id="attack-heading">
        {attack === null ? words.over : attack.isDismissed ? words.dismissed : words.heading}
      </h2>
      {attack ? (
        <p>
          {words.counts(t.number(attack.lastHour), t.number(attack.allowed))}{' '}
          {attack.isDismissed ? '' : words.waits}
        </p>
      ) : null}
      <details open={isQuiet || isOn}>
        <summary>{words.options}</summary>
        <ul>
          {(['hold', 'proof', 'close'] as const).map(step => {
            const on = taken[step]
            if (on)
              return (
                <Step
                  step={step}
                  action={urls.admin.attackReversal}
                  button={words.takeBack}
                  title={words.on[step]}
                  note={on.until ? words.until(t.dateTime(on.until)) : words.untilItEnds}
                />
              )
            if (isQuiet || !offered.includes(step)) return null
            return (
              <Step
                step={step}
                action={urls.admin.attackSteps}
                button={words.steps[step]}
                note={costs[step]}
              />
            )
          })}
          {attack ? (
            <Step
              step="readers"
              action={attack.isDismissed ? urls.admin.attackReversal : urls.admin.attackSteps}
              button={attack.isDismissed ? words.takeBack : words.steps.readers}
              note={attack.isDismissed ? words.dismissedNote : words.readersCost}
            />
          ) : null}
        </ul>
      </details>
    </section>
  )
}

interface StepProps {
  step: AttackStep | 'readers'
  action: string
  button: string
  note: string
  /** What is on, where it can be taken back. */
  title?: string
}

function Step({ step, action, button, note, title }: StepProps) {
  return (
    <li>
      <form method="post" action={action}>
        <input type="hidden" name="step" value={step} />
        <p id={`attack-${step}`}>
          {title ? <strong>{title}</strong> : null} {note}
        </p>
        <button class="quiet-button" type="submit" aria-describedby={`attack-${step}`}>
          {button}
        </button>
      </form>
    </li>
  )
}
