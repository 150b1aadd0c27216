import type { AppContext } from '../../http/context.ts'
import { type Told, tellOnce } from '../../http/client/cookies.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { fields } from '../../http/input/params.ts'
import type { Outcome } from '../../moderation/states.ts'

/**
 * Where somebody is led back to who decided on a comment where it stands, which says what was done and takes it back; null
 * for who did in the queue.
 */
export function wayBack(
  c: AppContext,
  body: FormBody,
  { decision, moved: [first] }: Pick<Outcome, 'decision' | 'moved'>,
  deed: Extract<Told, { decision: string }>['deed'],
): string | null {
  if (body.field('return') === '') return null
  if (decision !== null && first) tellOnce(c, { deed, post: first.post, comment: first.comment, decision })
  return fields(body).way('return', '/')
}
