import type { Keys } from '../keys.ts'
import { whoWrites } from '../readers/email.ts'
import type { Claim } from '../readers/origins.ts'
import type { CommentDraft } from './form.ts'

/**
 * Whose words are one comment however often they are sent: those of a browser, by the hash of its mark, or of an
 * account. Who keeps no cookies is known by their network, and that for ten minutes.
 */
export interface Sender {
  kind: 'browser' | 'account' | 'network' | 'demo'
  id: string | number
}

/** Words as they were sent, and who said them: see `whoWrites`. */
export interface Sent {
  sender: Sender
  who: string
  post: number
  parent: number | null
  name: string
  website: string | null
  text: string
}

/** The key that two comments can't share: what a double click or a retry sends again has the one it was sent with. */
export const submissionKey = (keys: Keys, { sender, who, post, parent, name, website, text }: Sent): Buffer =>
  keys.sign('submission', sender.kind, sender.id, post, parent ?? 0, who, name, website ?? '', text)

/** The claim of a comment to an article on its key. */
export function claimOf(
  keys: Keys,
  { draft, parent, sender }: { draft: CommentDraft; parent: number | null; sender: Sender },
  post: number,
): Claim {
  const who = whoWrites(keys, draft.email, draft.name)
  const key = submissionKey(keys, { ...draft, sender, who, post, parent })
  return { who, key, lasts: sender.kind !== 'network' }
}

/** Who is drawn: somebody with an account, or a person in one browser. */
interface Drawn {
  draft: Pick<CommentDraft, 'email' | 'name'>
  origin: { browser: string | null }
  staff: { account: number | null } | null
}

/**
 * The seed of a drawn avatar: of a reader the same for one address in one browser, so that whoever comments under a
 * guessed address from another gets another picture; of the blog's own people the same everywhere.
 */
export function avatarSeed(keys: Keys, { draft, origin, staff }: Drawn): string {
  const seed = staff
    ? keys.sign('avatar', 'account', staff.account ?? 0)
    : keys.sign('avatar', whoWrites(keys, draft.email, draft.name), origin.browser ?? '')
  return seed.toString('hex').slice(0, 16)
}
