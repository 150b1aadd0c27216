import type { Child } from 'hono/jsx'
import type { Blockable } from '../../../src/readers/blocks.ts'
import type { Caught, CaughtByKind } from '../../../src/readers/caught.ts'
import type { QueuedComment } from '../../../src/moderation/queue.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { isolated } from '../../../src/i18n/direction.ts'
import { urls } from '../../../src/urls.ts'
import { CommentText } from '../../components/comment-text.tsx'
import { Named } from '../../components/named.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { backTo } from './comment-text.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import type { QueueQuery } from './queue-query.ts'

/** What can be blocked from a comment on. */
export const blockChoices = ['address', 'ip', 'network', 'browser', 'words'] as const
export type BlockChoice = (typeof blockChoices)[number]

/** For how long. */
export const blockTimes = ['hour', 'week', 'good'] as const

/** What was chosen on the form so far. */
export interface TypedBlock {
  what: BlockChoice | null
  words: string
  time: (typeof blockTimes)[number]
}

interface BlockProps {
  shell: AdminShell
  comment: QueuedComment
  /** Null: nothing is known any more. */
  from: (Blockable & { network: string | null }) | null
  caught: CaughtByKind | null
  /** What the typed words would have caught; null: nobody asked. */
  caughtByWords: Caught | null
  typed: TypedBlock
  list: QueueQuery | null
  isMissing: boolean
  longestWords: number
}

/** Where a moderator blocks what a comment came from, or words of it, and sees before what that would have caught. */
export function BlockPage(props: BlockProps) {
  const { shell, comment, typed, list, isMissing } = props
  const { t } = shell
  const name = comment.name || t.comments.anonymous
  const title = t.blocks.blockOf(isolated(name))
  return (
    <AdminPage shell={shell} title={isMissing ? t.form.errorTitle(title) : title} here="blocks">
      <h1>
        <Named text={t.blocks.blockOf} name={name} />
      </h1>
      <blockquote>
        <CommentText html={comment.html} language={comment.language} />
      </blockquote>
      <form class="block-form" method="post" action={urls.admin.commentBlock(comment.id)}>
        {list ? <HiddenFields query={list} /> : null}
        <fieldset class="desk-choice">
          <legend>{t.blocks.blockWhat}</legend>
          {originsOf(props).map(({ what, label, caught }) => (
            <Choice
              name="what"
              value={what}
              isChosen={typed.what === what}
              label={label}
              note={caughtText(t, caught)}
            />
          ))}
          {props.from?.ip || props.from?.address || props.from?.browser ? null : (
            <p class="hint">{t.blocks.nothingToBlock}</p>
          )}
          <Choice
            name="what"
            value="words"
            isChosen={typed.what === 'words'}
            label={t.blocks.words}
            note={null}
          />
          <WordsField {...props} />
        </fieldset>
        <fieldset class="desk-choice">
          <legend>{t.blocks.blockFor}</legend>
          {blockTimes.map(time => (
            <Choice
              name="time"
              value={time}
              isChosen={typed.time === time}
              label={t.blocks[time]}
              note={null}
            />
          ))}
        </fieldset>
        <p class="hint">{t.blocks.blockNote}</p>
        <p class="form-buttons">
          <button class="danger-button" type="submit">
            {t.blocks.block}
          </button>
          <a href={backTo(comment.id, list)}>{t.edit.cancel}</a>
        </p>
      </form>
    </AdminPage>
  )
}

function originsOf({ shell, from, caught }: BlockProps) {
  const { blocks } = shell.t
  if (!from || !caught) return []
  const named = (label: string, value: string): Child => (
    <>
      {label}: <bdi>{value}</bdi>
    </>
  )
  return [
    ...(from.address === null
      ? []
      : [{ what: 'address', label: named(blocks.address, from.address), caught: caught.address }]),
    ...(from.ip === null ? [] : [{ what: 'ip', label: named(blocks.ip, from.ip), caught: caught.ip }]),
    ...(from.network === null
      ? []
      : [{ what: 'network', label: named(blocks.network, from.network), caught: caught.network }]),
    ...(from.browser === null ? [] : [{ what: 'browser', label: blocks.browser, caught: caught.browser }]),
  ]
}

const caughtText = (t: Messages, { all, approved }: Caught) =>
  all === 0 ? t.blocks.caughtNone : t.blocks.caught(all, approved)

function WordsField({ shell, typed, caughtByWords, isMissing, longestWords }: BlockProps) {
  const { t } = shell
  const isWrong = isMissing && typed.what === 'words' && typed.words === ''
  return (
    <div class="block-words field">
      {isWrong ? (
        <p class="field-error" id="block-words-error">
          {t.blocks.noWords}
        </p>
      ) : null}
      <input
        id="block-words"
        name="words"
        value={typed.words}
        maxlength={longestWords}
        dir="auto"
        aria-label={t.blocks.words}
        aria-describedby={isWrong ? 'block-words-error block-words-hint' : 'block-words-hint'}
        aria-invalid={isWrong ? 'true' : undefined}
      />
      <button class="quiet-button" type="submit" name="try" value="yes">
        {t.blocks.tryWords}
      </button>
      <p class="hint" id="block-words-hint">
        {t.blocks.wordsHint}
      </p>
      {caughtByWords ? <p role="status">{caughtText(t, caughtByWords)}</p> : null}
    </div>
  )
}

interface ChoiceProps {
  name: string
  value: string
  isChosen: boolean
  label: Child
  note: string | null
}

function Choice({ name, value, isChosen, label, note }: ChoiceProps) {
  const id = `block-${name}-${value}`
  return (
    <p class="setting-switch">
      <input type="radio" id={id} name={name} value={value} checked={isChosen} />
      <label for={id}>
        {label} {note === null ? null : <span class="hint">{note}</span>}
      </label>
    </p>
  )
}
