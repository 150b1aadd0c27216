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

/** One that nobody needs just now, and when it ends. */
let idle: { thread: Thread; end: NodeJS.Timeout } | null = null
const idleMs = 60_000

/** Starts a thread that renders comments, or takes one that was given back; whoever has it ends it, or gives it back. */
export function takeCommentThread(): Thread {
  const { thread, end } = idle ?? {}
  clearTimeout(end)
  idle = null
  if (thread === undefined || hasEnded(thread)) return startThread(file, memoryMb)
  thread.worker.ref()
  return thread
}

/**
 * Keeps a thread that has answered all it was asked, for whoever takes one within a minute: a file is looked through
 * first and brought in then, and to start a thread takes longer than to render what most files bring.
 */
export async function giveBackCommentThread(thread: Thread): Promise<void> {
  if (idle !== null || hasEnded(thread)) {
    await thread.worker.terminate()
    return
  }
  thread.worker.unref()
  const end = setTimeout(() => {
    idle = null
    void thread.worker.terminate()
  }, idleMs)
  idle = { thread, end: end.unref() }
}

const hasEnded = ({ worker }: Thread) => worker.threadId === -1
