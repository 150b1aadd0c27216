import type { CommentStatus } from '../db/tables.ts'
import { Email } from '../readers/email.ts'
import { languageOf } from '../text/language-of.ts'
import { hashOf } from './identity.ts'
import type { Placed } from './placing.ts'
import { leaveOut } from './report.ts'
import type { Found, Run } from './run.ts'
import type { Staged } from './staging.ts'
import type { ForeignComment, ForeignState } from './stream.ts'
import { tidyName, tidyText, tidyWebsite } from './tidy.ts'

/** A comment as it is to be here. */
export interface Ready extends Placed {
  staged: Staged
  status: CommentStatus
  name: string
  website: string | null
  source: string
  html: string
  language: string
}

/** A comment of a file as it is to be here; null when it is left out, and was counted so. */
export function readyOf(run: Run, place: Placed, staged: Staged): Ready | null {
  const { comment } = staged
  if (comment.state === 'removed')
    return {
      ...place,
      staged,
      status: 'withdrawn',
      name: '',
      website: null,
      source: '',
      html: '',
      language: '',
    }
  const writer = Email.parse(comment.email.trim())
  const source = tidyText(comment.text, writer)
  if (source === null || source === '') {
    leaveOut(run.report, 'comment', place.id, source === null ? 'tooLong' : 'emptyText')
    return null
  }
  const name = tidyName(comment.name, writer)
  return {
    ...place,
    staged,
    status: statusOf(comment.state),
    name,
    website: tidyWebsite(comment.website, writer),
    source,
    html: '',
    language: '',
  }
}

/** Makes the HTML of comments, and finds out their languages, before the transaction that writes them. */
export async function render(
  run: Run,
  ready: readonly (Ready & { around: { article: Found } })[],
): Promise<void> {
  const [languages, html] = await Promise.all([
    languagesOf(ready),
    run.batches.render(ready.map(({ source }) => source)),
  ])
  for (const [index, one] of ready.entries()) {
    one.html = one.source === '' ? '' : (html[index] ?? '')
    one.language = languages[index] ?? ''
  }
}

/** A few at a time: each is given up after a while, and on a busy machine some hundred would wait longer for the others. */
async function languagesOf(ready: readonly (Ready & { around: { article: Found } })[]): Promise<string[]> {
  const languages: string[] = []
  for (let at = 0; at < ready.length; at += 20)
    languages.push(
      ...(await Promise.all(
        ready.slice(at, at + 20).map(({ source, around }) => languageOf(source, [around.article.language])),
      )),
    )
  return languages
}

const statusOf = (state: Exclude<ForeignState, 'removed'>): CommentStatus => state

/** What of a comment nobody here has changed since it came. */
export const writtenOf = ({ source, status }: { source: string; status: CommentStatus }) =>
  hashOf([source, status])

/** What is written down of a comment besides itself. */
export const rememberedOf = (one: Ready, importId: number) => ({
  kind: 'comment' as const,
  foreign_id: one.id,
  digest: Buffer.from(one.staged.digest, 'hex'),
  written: writtenOf(one),
  is_mention: one.staged.comment.isMention,
  votes: Math.trunc(one.staged.comment.votes),
  import_id: importId,
})

/**
 * What tells whether a file says the same of a comment as the last one did; keyed, for an address is a part of it. As
 * hexadecimal digits.
 */
export const digestOf = ({ current }: Run['ring'], comment: ForeignComment): string =>
  current.sign('submission', 'imported', JSON.stringify(comment)).toString('hex')
