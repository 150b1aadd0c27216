import { may } from '../../accounts/roles.ts'
import type { AppContext } from '../../http/context.ts'
import type { Writer } from '../../posts/writer.ts'
import { actorOf, personOf } from '../guard.ts'

/** Who writes, and whose articles. */
export const writerOf = (c: AppContext): Writer => ({
  ...actorOf(c),
  all: may(personOf(c).role, 'write all'),
})
