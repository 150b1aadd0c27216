import type { Keys } from '../keys.ts'
import { whoWrites } from '../readers/email.ts'
import { saidKey, type ClaimKeys } from '../readers/origins.ts'
import type { CommentDraft } from './form.ts'

/** A draft, what it answers, and the form it came from. */
export interface Said {
  draft: CommentDraft
  parent: number | null
  formKey: string
}

/**
 * What must not be there twice: this form with these contents (a double click, a retry), and this person saying this
 * here (said again from another form). Both are keyed hashes: the database can compare them and nobody reverse them.
 */
export function claimKeys(keys: Keys, { draft, parent, formKey }: Said, post: number): ClaimKeys {
  const who = whoWrites(keys, draft.email, draft.name)
  const contents = JSON.stringify([post, parent, draft.name, draft.website, draft.text])
  return {
    who,
    submission: keys.sign('submission', 'form', formKey, who, contents),
    said: saidKey(keys, { who, post, parent, text: draft.text }),
  }
}

/** The seed of a drawn avatar: the same for one person, and of no use for finding out who that is without the site's key. */
export const avatarSeed = (keys: Keys, draft: Pick<CommentDraft, 'email' | 'name'>): string =>
  keys
    .sign('avatar', whoWrites(keys, draft.email, draft.name))
    .toString('hex')
    .slice(0, 16)
