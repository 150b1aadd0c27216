import { extname } from 'node:path'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'

/** What a thread is given when it starts. */
export interface ThreadData {
  port: MessagePort
}

/** What a thread says: that it has begun, then an answer to each question, in their order. */
export type Said<Answer> = 'ready' | Answer

/** A thread that answers questions, one after the other. */
export interface Thread {
  worker: Worker
  port: MessagePort
  ready: Promise<unknown>
}

/** Generous, as a machine may be busy: to start is not the doing of what is asked. */
const startLimitMs = 30_000

/** As it would be without, it takes 130 MB for what is thrown away at once. */
const maxYoungGenerationSizeMb = 16

/** Starts a thread from a file of this folder, named without its ending; whoever did ends it. */
export function startThread(file: string, maxOldGenerationSizeMb: number): Thread {
  const { port1, port2 } = new MessageChannel()
  const workerData: ThreadData = { port: port2 }
  // The same file is .ts where it is written and .js where it is built.
  const url = new URL(`./${file}${extname(import.meta.filename)}`, import.meta.url)
  const worker = new Worker(url, {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb },
  })
  // Its end is told by its port; without a listener an error would end the whole process.
  worker.on('error', () => {})
  return { worker, port: port1, ready: nextMessage(port1, startLimitMs) }
}

/**
 * Makes what asks a thread, which is started when it is first needed: one question at a time, null where there is no
 * answer within some ms. Then the thread is ended, and the next question finds a new one.
 */
export function askingThread<Answer extends object>(
  file: string,
  maxOldGenerationSizeMb: number,
): (question: object | string, deadlineMs: number) => Promise<Answer | null> {
  let thread: Thread | null = null
  return async (question, deadlineMs) => {
    thread ??= startThread(file, maxOldGenerationSizeMb)
    const { worker, port, ready } = thread
    // At work it holds the process, idle it does not.
    worker.ref()
    const isReady = (await ready) === 'ready'
    if (isReady) port.postMessage(question)
    const said = isReady ? await nextMessage<Answer>(port, deadlineMs) : null
    worker.unref()
    if (said !== null && said !== 'ready') return said
    thread = null
    await worker.terminate()
    return null
  }
}

function nextMessage<Answer>(port: MessagePort, milliseconds: number): Promise<Said<Answer> | null> {
  return new Promise(resolve => {
    const settle = (said: Said<Answer> | null) => {
      clearTimeout(timer)
      port.off('message', settle).off('close', settleNull)
      resolve(said)
    }
    const settleNull = () => settle(null)
    // When this thread was the late one, the answer is there already.
    const timer = setTimeout(() => settle(receiveMessageOnPort(port)?.message ?? null), milliseconds)
    port.on('message', settle).on('close', settleNull)
  })
}
