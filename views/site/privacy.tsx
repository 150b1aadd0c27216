import { raw } from 'hono/html'
import { urls } from '../../src/urls.ts'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

/** What of the site's settings decides what is kept. */
export interface KeptFacts {
  originDays: number
  editMinutes: number
  isRequired: boolean
  /** Whether Akismet is asked about comments. */
  isAkismetAsked: boolean
  /** Whether the sites of videos are asked for pictures of them. */
  areVideosAsked: boolean
  /** Whether a browser is always asked for work, or only while the blog is attacked. */
  isWorkAsked: boolean
  /** How long spam and what is thrown away are kept. */
  spamDays: number
  trashDays: number
}

interface PrivacyProps {
  shell: Shell
  /** The host's own words, as sanitised HTML in the site's language. */
  own: { html: string; language: string } | null
  /** Null where the host's words stand instead of ours. */
  facts: KeptFacts | null
}

/** What this blog keeps of its readers and for how long. */
export function PrivacyPage({ shell, own, facts }: PrivacyProps) {
  const { t } = shell
  return (
    <Page shell={shell} title={t.privacy.heading} description={t.privacy.intro} canonical={urls.privacy}>
      <article class="post">
        <header class="post-header">
          <h1>{t.privacy.heading}</h1>
        </header>
        {own ? (
          <div class="prose" lang={own.language} dir="auto">
            {raw(own.html)}
          </div>
        ) : null}
        {facts ? (
          <div class="prose">
            <Kept t={t} facts={facts} />
          </div>
        ) : null}
      </article>
    </Page>
  )
}

function Kept({ t, facts }: { t: Shell['t']; facts: KeptFacts }) {
  const { privacy } = t
  const { originDays, editMinutes, isRequired, isWorkAsked, spamDays, trashDays } = facts
  return (
    <>
      <p>{privacy.intro}</p>
      <h2>{privacy.reading}</h2>
      <p>
        {privacy.readingText} {facts.areVideosAsked ? privacy.videos : ''}
      </p>
      <h2>{privacy.comment}</h2>
      <p>
        {privacy.commentText} {editMinutes > 0 ? privacy.commentChange(editMinutes) : ''}
      </p>
      <h2>{privacy.email}</h2>
      <p>
        {privacy.emailText} {isRequired ? '' : privacy.emailOptional}
      </p>
      <h2>{privacy.network}</h2>
      <p>
        {facts.isAkismetAsked ? privacy.networkShared : privacy.networkText}{' '}
        {originDays > 0 ? privacy.networkDays(originDays) : privacy.networkAlways}{' '}
        {privacy.networkLearned(originDays > 0 ? Math.min(60, originDays) : 60)}
      </p>
      {facts.isAkismetAsked ? <p>{privacy.akismet}</p> : null}
      <p>{privacy.blockedText}</p>
      <h2>{privacy.spam}</h2>
      <p>
        {privacy.spamText(spamDays)} {privacy.articleText(trashDays)}
      </p>
      <p>{isWorkAsked ? privacy.proofAlways : privacy.proofSometimes}</p>
      <h2>{privacy.pictures}</h2>
      <p>{privacy.picturesText}</p>
      <h2>{privacy.cookies}</h2>
      <p>{privacy.cookiesText}</p>
      <Cookies t={t} />
      <p>{privacy.draft}</p>
      <h2>{privacy.rights}</h2>
      <p>{privacy.rightsText}</p>
    </>
  )
}

function Cookies({ t: { privacy } }: Pick<Shell, 't'>) {
  const { cookieFor, oneYear, aMinute, days } = privacy
  const rows = [
    ['browser', cookieFor.browser, oneYear],
    ['comment-…', cookieFor.comment, days(30)],
    ['told', cookieFor.told, aMinute],
    ['remember', cookieFor.remember, oneYear],
    ['language, theme', cookieFor.preferences, oneYear],
    ['session, device', cookieFor.session, `${days(30)} / ${days(400)}`],
  ] as const
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={privacy.cookies}>
      <table>
        <thead>
          <tr>
            <th scope="col">{privacy.cookie}</th>
            <th scope="col">{privacy.what}</th>
            <th scope="col">{privacy.howLong}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, text, time]) => (
            <tr>
              <td>
                <code>{name}</code>
              </td>
              <td>{text}</td>
              <td>{time}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
