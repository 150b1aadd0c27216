import type { Medium, Use } from '../../../src/media/library.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface MediumProps {
  shell: AdminShell
  medium: Medium
  uses: readonly Use[]
  markdown: string
  /** Whether this person may describe and delete it. */
  mayChange: boolean
  mostAlt: number
  done: 'added' | 'known' | 'saved' | null
  isTooLong: boolean
}

/** One picture or file: what it is, what it says to who can't see it, how to show it, and where it is shown. */
export function MediumPage(props: MediumProps) {
  const { shell, medium, uses, done, isTooLong } = props
  const { t } = shell
  const words = t.media
  return (
    <AdminPage shell={shell} title={isTooLong ? t.form.errorTitle(medium.name) : medium.name} here="media">
      <p class="media-back">
        <a href={urls.admin.media()}>{words.back}</a>
      </p>
      <h1>
        <bdi>{medium.name}</bdi>
      </h1>
      {done ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {words[done]}
        </p>
      ) : null}
      <div class="medium">
        <Shown medium={medium} />
        <div class="medium-facts">
          <p class="hint">
            {words.kinds[medium.kind]} · {words.facts(medium.bytes)} ·{' '}
            <time datetime={medium.created_at.toISOString()}>{t.dateTime(medium.created_at)}</time>
          </p>
          <h2 id="medium-markdown">{medium.kind === 'file' ? words.markdownLink : words.markdown}</h2>
          <pre class="medium-markdown" tabindex={0} role="region" aria-labelledby="medium-markdown" dir="ltr">
            <code>{props.markdown}</code>
          </pre>
          {medium.kind === 'picture' ? <p class="hint">{words.caption}</p> : null}
          {props.mayChange && medium.kind !== 'file' ? <Description {...props} /> : null}
          <h2>{words.uses}</h2>
          {uses.length === 0 ? <p>{words.notUsed}</p> : null}
          <ul>
            {uses.map(use => (
              <li>
                <a href={urls.post(use.slug)} lang={use.language} dir="auto">
                  {use.title}
                </a>
              </li>
            ))}
          </ul>
          {props.mayChange ? (
            <p class="medium-removal">
              <a class="danger-link" href={urls.admin.mediumRemoval(medium.id)}>
                {words.remove}
              </a>
            </p>
          ) : null}
        </div>
      </div>
    </AdminPage>
  )
}

function Description({ shell: { t }, medium, mostAlt, isTooLong }: MediumProps) {
  return (
    <form method="post" action={urls.admin.medium(medium.id)}>
      <Field
        t={t}
        id="alt"
        name="alt"
        label={t.media.alt}
        value={medium.alt}
        maxlength={mostAlt}
        error={isTooLong ? t.media.tooLong(mostAlt) : null}
        hint={t.media.altHint}
        multiline
      />
      <p class="form-buttons">
        <button class="button" type="submit">
          {t.media.save}
        </button>
      </p>
    </form>
  )
}

/** It as readers get it. */
export function Shown({ medium }: { medium: Medium }) {
  const address = urls.media(medium.hash, medium.main)
  if (medium.kind === 'picture')
    return (
      <a class="medium-shown" href={address}>
        <img src={address} alt={medium.alt || medium.name} />
      </a>
    )
  if (medium.kind === 'video')
    return <video class="medium-shown" src={address} controls preload="metadata" aria-label={medium.name} />
  if (medium.kind === 'audio')
    return <audio class="medium-shown" src={address} controls preload="metadata" aria-label={medium.name} />
  return (
    <a class="medium-shown" href={address} download={medium.name}>
      <bdi>{medium.name}</bdi>
    </a>
  )
}
