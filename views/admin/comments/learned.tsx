import type { Messages } from '../../../src/i18n/messages.ts'
import type { Opinion } from '../../../src/spam/consult.ts'
import type { Evidence } from '../../../src/spam/evidence.ts'
import type { Learned } from '../../../src/spam/learned.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { EvidenceList } from './evidence.tsx'
import { LearnedFigures } from './learned-figures.tsx'

/** A text that was tried, with what the learner says of it; null before it can say something. */
export interface TriedText {
  text: string
  name: string
  website: string
  opinion: Opinion | null
}

interface LearnedProps {
  shell: AdminShell
  learned: Learned
  isOn: boolean
  tried: TriedText | null
  limits: Record<'text' | 'name' | 'website', number>
  done: 'learningAll' | 'forgotten' | 'switched' | null
}

/** What was learned of spam: how good it is, by which words, and the way to try, repeat or forget it. */
export function LearnedPage({ shell, learned, isOn, tried, limits, done }: LearnedProps) {
  const { t } = shell
  const { spam } = t
  const mayChange = shell.rights.includes('change settings')
  return (
    <AdminPage shell={shell} title={spam.heading} here="queue">
      <h1>{spam.heading}</h1>
      {done === null ? null : (
        <p class="told" role="status" tabindex={-1} autofocus>
          {spam[done]}
        </p>
      )}
      <p>{spam.intro}</p>
      <p>
        {spam.learnedFrom(t.number(learned.spam), t.number(learned.ham))}
        {isOn && !learned.isReady ? ` ${spam.tooLittle}` : ''}
        {isOn ? '' : ` ${spam.isOff}`}
      </p>
      {mayChange ? (
        <form method="post" action={urls.admin.learnedSwitch}>
          <button class="quiet-button" type="submit" name="on" value={isOn ? 'no' : 'yes'}>
            {isOn ? spam.turnOff : spam.turnOn}
          </button>
        </form>
      ) : null}
      <LearnedFigures t={t} learned={learned} />
      <StrongestWords t={t} words={learned.words} />
      <Trial t={t} tried={tried} limits={limits} />
      {mayChange ? <All t={t} isOn={isOn} /> : null}
    </AdminPage>
  )
}

function StrongestWords({ t, words }: { t: Messages; words: Learned['words'] }) {
  const { spam } = t
  return (
    <section class="learned-words">
      <h2>{spam.words}</h2>
      <p class="hint">{spam.wordsNote}</p>
      <div class="learned-columns">
        <Words t={t} heading={spam.wordsOfSpam} words={words.spam} />
        <Words t={t} heading={spam.wordsOfHam} words={words.ham} />
      </div>
    </section>
  )
}

function Words({ t, heading, words }: { t: Messages; heading: string; words: readonly Evidence[] }) {
  return (
    <div>
      <h3>{heading}</h3>
      {words.length === 0 ? (
        <p class="hint">{t.spam.noWords}</p>
      ) : (
        <ul class="learned-list">
          {words.map(({ word, spam, ham }) => (
            <li>
              <code dir="auto">{word}</code>{' '}
              <span class="hint">{t.spam.counts(t.number(spam), t.number(ham))}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface TrialProps {
  t: Messages
  tried: TriedText | null
  limits: LearnedProps['limits']
}

function Trial({ t, tried, limits }: TrialProps) {
  const { spam } = t
  const field = (name: keyof typeof limits) => ({
    t,
    id: `try-${name}`,
    name,
    value: tried?.[name] ?? '',
    maxlength: limits[name],
    error: null,
  })
  return (
    <section class="learned-trial" id="trial">
      <h2>{spam.tryHeading}</h2>
      {tried ? (
        <div class="told" role="status" tabindex={-1} autofocus>
          <p>{spam.verdicts[verdictOf(tried.opinion)]}</p>
          {tried.opinion && tried.opinion.evidence.length > 0 ? (
            <p>
              <EvidenceList t={t} evidence={tried.opinion.evidence} />
            </p>
          ) : null}
        </div>
      ) : null}
      <form class="account-form" method="post" action={`${urls.admin.learnedTrial}#trial`}>
        <Field {...field('text')} label={spam.tryText} required multiline />
        <Field {...field('name')} label={spam.tryName} autocomplete="off" />
        <Field {...field('website')} label={spam.tryWebsite} autocomplete="off" />
        <p class="form-buttons">
          <button class="button" type="submit">
            {spam.tryIt}
          </button>
        </p>
      </form>
    </section>
  )
}

const verdictOf = (opinion: Opinion | null) =>
  opinion === null ? ('unknown' as const) : (opinion.likeness ?? ('none' as const))

function All({ t, isOn }: { t: Messages; isOn: boolean }) {
  const { spam } = t
  return (
    <section class="learned-all">
      <h2>{spam.all}</h2>
      {isOn ? (
        <form method="post" action={urls.admin.learningAll}>
          <button class="quiet-button" type="submit" aria-describedby="learn-all-note">
            {spam.learnAll}
          </button>
          <p class="hint" id="learn-all-note">
            {spam.learnAllNote}
          </p>
        </form>
      ) : null}
      <p>
        <a href={urls.admin.forgetting}>{spam.forgetAll}</a> <span class="hint">{spam.forgetNote}</span>
      </p>
    </section>
  )
}
