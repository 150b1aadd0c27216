import { takeTold } from '../http/client/cookies.ts'
import type { AppContext } from '../http/context.ts'
import { summarize } from '../moderation/decisions.ts'
import type { ToldProps } from '../../views/site/told.tsx'
import { moderationOf } from './post-page.tsx'

/** Takes what is to be told on this page of an article, and on no other after it; null for nothing. `page` is its address. */
export async function readTold(c: AppContext, article: number, page: string): Promise<ToldProps | null> {
  const told = takeTold(c, article)
  if (told === null || !('decision' in told)) return told
  const moderation = moderationOf(c, page)
  const decision = moderation && (await summarize(c.var.services.db, told.decision))
  return moderation && decision && { ...told, decision, ...moderation }
}
