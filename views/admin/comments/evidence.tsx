import type { Messages } from '../../../src/i18n/messages.ts'
import type { Evidence } from '../../../src/spam/evidence.ts'

/** Why something is like spam: words that stand in it, or whom it is from, with in how many comments of each kind they were. */
export function EvidenceList({ t, evidence }: { t: Messages; evidence: readonly Evidence[] }) {
  return (
    <span class="evidence">
      {t.spam.like}
      {evidence.map(({ word, of, spam, ham }) => (
        <>
          {' '}
          <span class="evidence-word">
            {of === undefined ? <code dir="auto">{word}</code> : t.spam.from[of]}{' '}
            <span class="hint">({t.spam.counts(t.number(spam), t.number(ham))})</span>
          </span>
        </>
      ))}
    </span>
  )
}
