import type { AppContext } from '../../http/context.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { MediaProblem } from '../../media/keep.ts'
import { mostFileBytes, mostPictureBytes } from '../../media/limits.ts'

const MIB = 1024 * 1024

/** Why a file is not taken, in words. */
export function problemText({ media }: Messages, problem: MediaProblem | 'tooMany'): string {
  if (problem === 'tooLarge') return media.problems.tooLarge(mostPictureBytes / MIB, mostFileBytes / MIB)
  return media.problems[problem]
}

/** What all files together may have, in bytes, as the settings say. */
export const roomOf = (c: AppContext): number => c.var.settings.media_megabytes * 1_000_000
