import { extname } from 'node:path'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { CommentWorkerAnswer, CommentWorkerData } from './comment-worker.ts'

/**
 * Takes one comment's Markdown, none before the last is answered, and gives its HTML, rendered in a thread of
 * its own that is stopped after 250 ms; null when it was stopped or failed. The next comment finds a new thread.
 */
export async function renderInThread(source: string): Promise<string | null> {
  thread ??= startThread()
  const { worker, port, ready } = thread
  // At work it holds the process, idle it does not.
  worker.ref()
  const html = (await ready) === 'ready' ? await ask(port, source) : null
  worker.unref()
  if (html === null) {
    thread = null
    await worker.terminate()
  }
  return html
}

interface Thread {
  worker: Worker
  port: MessagePort
  ready: Promise<CommentWorkerAnswer | null>
}

let thread: Thread | null = null

/** Generous, as a machine may be busy: starting is not the comment's doing. */
const startLimit = 30_000
const deadline = 250

function startThread(): Thread {
  const { port1, port2 } = new MessageChannel()
  const workerData: CommentWorkerData = { port: port2 }
  // The same file is .ts where it is written and .js where it is built.
  const file = new URL(`./comment-worker${extname(import.meta.filename)}`, import.meta.url)
  const worker = new Worker(file, {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  // Its end is told by its port; without a listener an error would end the whole process.
  worker.on('error', () => {})
  return { worker, port: port1, ready: nextAnswer(port1, startLimit) }
}

async function ask(port: MessagePort, source: string): Promise<string | null> {
  port.postMessage(source)
  const answer = await nextAnswer(port, deadline)
  return answer === null || answer === 'ready' ? null : answer.html
}

function nextAnswer(port: MessagePort, milliseconds: number): Promise<CommentWorkerAnswer | null> {
  return new Promise(resolve => {
    const settle = (answer: CommentWorkerAnswer | null) => {
      clearTimeout(timer)
      port.off('message', settle).off('close', settleNull)
      resolve(answer)
    }
    const settleNull = () => settle(null)
    // When this thread was the late one, the answer is there already.
    const timer = setTimeout(() => settle(receiveMessageOnPort(port)?.message ?? null), milliseconds)
    port.on('message', settle).on('close', settleNull)
  })
}
