import type { RenderedComment } from './comment-worker.ts'
import { askingThread, startThread, type Thread } from './thread.ts'

const file = 'comment-worker'
const memoryMb = 128
const deadlineMs = 1_000
const ask = askingThread<RenderedComment>(file, memoryMb)

/**
 * Takes one comment's Markdown, none before the last is answered, and returns its HTML, rendered in a thread of
 * its own; null when that took too long or failed. The thread stops itself; one that does not answer within a second
 * is ended, and the next comment finds a new one.
 */
export async function renderInThread(source: string): Promise<string | null> {
  return (await ask(source, deadlineMs))?.html ?? null
}

/** Starts a thread that renders comments; whoever did ends it. */
export const startCommentThread = (): Thread => startThread(file, memoryMb)
