import type { AppContext } from '../../http/context.ts'
import type { Messages } from '../../i18n/messages.ts'
import { type MediaProblem, mediaRules, type MediaRules } from '../../media/keep.ts'
import { mostFileBytes, mostPictureBytes } from '../../media/limits.ts'

const MIB = 1024 * 1024

/** Why a file is not taken, in words. */
export function problemText({ media }: Messages, problem: MediaProblem | 'tooMany'): string {
  if (problem === 'tooLarge') return media.problems.tooLarge(mostPictureBytes / MIB, mostFileBytes / MIB)
  return media.problems[problem]
}

/** How files are kept, as the settings and the host say. */
export const rulesOf = (c: AppContext): MediaRules =>
  mediaRules(c.var.settings, c.var.services.config.mediaDir, c.var.services.log)
