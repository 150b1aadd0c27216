import { tellSettings } from '../../http/cache/known-settings.ts'
import type { AppContext } from '../../http/context.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields } from '../../http/input/params.ts'
import {
  attackSteps,
  callThemReaders,
  settingsOfSteps,
  takeAttackStep,
  takeBackAttackStep,
} from '../../moderation/attack-steps.ts'
import { urls } from '../../urls.ts'
import { actorOf } from '../guard.ts'

/** POST /admin/attack/steps: turns one thing on while the blog is attacked, or says that these are readers. */
export const postAttackStep = (c: AppContext): Promise<Response> => change(c, true)

/** POST /admin/attack/steps/reversal: takes it back. */
export const postAttackStepReversal = (c: AppContext): Promise<Response> => change(c, false)

async function change(c: AppContext, isTaken: boolean): Promise<Response> {
  const { db, pages } = c.var.services
  const step = fields(await readForm(c)).oneOf('step', [...attackSteps, 'readers'])
  if (step === null) throw badRequest()
  if (step === 'readers') await callThemReaders(db, actorOf(c), isTaken)
  else if (isTaken) await takeAttackStep(db, actorOf(c), step)
  else await takeBackAttackStep(db, actorOf(c), step)
  tellSettings(pages, settingsOfSteps)
  return c.redirect(urls.admin.queue(), 303)
}
