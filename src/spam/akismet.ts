/** Where Akismet is asked, with whose key, and for which site. */
export interface Akismet {
  /** https://rest.akismet.com, but in tests. */
  address: string
  key: string
  /** The blog's own address. */
  blog: string
}

export const akismetAddress = 'https://rest.akismet.com'

/** A comment as Akismet is told of it: all of it is public or will be, but where it came from. No email address. */
export interface Sent {
  text: string
  name: string
  website: string | null
  isReply: boolean
  permalink: string
  written: Date
  /** Where it came from: fields as readers/origin-for.ts gives them. */
  origin: Readonly<Record<string, string>>
  /** Of the article (BCP 47). */
  language: string
}

/** Spam; spam that Akismet would not even keep; or neither. */
export type AkismetAnswer = 'spam' | 'blatant' | 'ham'

/** Akismet did not answer as it says it does: it is down, or doesn't take the key. */
export class AkismetRefused extends Error {
  override name = 'AkismetRefused'
}

/** Asks what a comment is (comment-check). Throws AkismetRefused, or what `fetch` throws; after ten seconds a time-out. */
export async function checkComment(
  akismet: Akismet,
  sent: Sent,
  signal: AbortSignal,
): Promise<AkismetAnswer> {
  const { text, tip } = await call(akismet, 'comment-check', sent, signal)
  if (text !== 'true' && text !== 'false') throw new AkismetRefused('comment-check')
  if (text === 'false') return 'ham'
  return tip === 'discard' ? 'blatant' : 'spam'
}

/** Tells what a person decided that a comment is (submit-spam, submit-ham). Throws as `checkComment` does. */
export async function tellOfComment(
  akismet: Akismet,
  sent: Sent,
  isSpam: boolean,
  signal: AbortSignal,
): Promise<void> {
  const method = isSpam ? 'submit-spam' : 'submit-ham'
  const { text } = await call(akismet, method, sent, signal)
  if (!text.startsWith('Thanks')) throw new AkismetRefused(method)
}

const patienceMs = 10_000

async function call(
  { address, key, blog }: Akismet,
  method: string,
  sent: Sent,
  signal: AbortSignal,
): Promise<{ text: string; tip: string | null }> {
  const fields = {
    api_key: key,
    blog,
    blog_lang: sent.language.replace('-', '_').toLowerCase(),
    blog_charset: 'UTF-8',
    ...sent.origin,
    permalink: sent.permalink,
    comment_type: sent.isReply ? 'reply' : 'comment',
    comment_author: sent.name,
    comment_author_url: sent.website ?? '',
    comment_content: sent.text,
    comment_date_gmt: sent.written.toISOString(),
  }
  const answer = await fetch(`${address}/1.1/${method}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'user-agent': 'Afterword | Akismet 1.1' },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  })
  if (!answer.ok) throw new AkismetRefused(`${method} ${answer.status}`)
  return { text: (await answer.text()).trim(), tip: answer.headers.get('x-akismet-pro-tip') }
}
