import { extname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { LanguageAnswer, LanguageQuestion } from './language-worker.ts'

/**
 * Takes a text in Latin letters and returns its language, or an empty text where that is not certain, or not found out in
 * time. The detector's tables take 30 MB and a third of a second to load: it has a thread of its own, which is started
 * when it is asked, and ends when nobody has asked for a while.
 */
export function detectInThread(text: string): Promise<string> {
  thread ??= startThread()
  return thread.ask(text)
}

interface Thread {
  ask(text: string): Promise<string>
}

let thread: Thread | null = null

/** Generous, as a machine may be busy; a comment waits for it. */
const patienceMs = 5_000
const idleMs = 10 * 60_000

function startThread(): Thread {
  // The same file is .ts where it is written and .js where it is built.
  const file = new URL(`./language-worker${extname(import.meta.filename)}`, import.meta.url)
  const worker = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 },
  })
  const waiting = new Map<number, (language: string) => void>()
  let unasked: LanguageQuestion[] = []
  let isAsked = false
  let count = 0
  const idle = setTimeout(() => void worker.terminate(), idleMs).unref()
  // To wake a thread takes ten times as long as to find a language: those that come together are asked together.
  const askAll = async () => {
    isAsked = true
    await setImmediate()
    worker.postMessage(unasked, [])
    unasked = []
  }
  worker.on('message', (answers: readonly LanguageAnswer[]) => {
    for (const { id, language } of answers) waiting.get(id)?.(language)
    isAsked = false
    if (unasked.length > 0) void askAll()
  })
  worker.on('error', () => {}) // its end tells
  worker.on('exit', () => {
    clearTimeout(idle)
    thread = null
    for (const settle of waiting.values()) settle('')
  })
  // Idle it does not hold the process; to listen for its messages makes it do so, and comes first.
  worker.unref()
  return {
    ask: text =>
      new Promise(resolve => {
        const id = count++
        const settle = (language: string) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(language)
        }
        const timer = setTimeout(settle, patienceMs, '')
        waiting.set(id, settle)
        idle.refresh()
        unasked.push({ id, text })
        if (!isAsked) void askAll()
      }),
  }
}
