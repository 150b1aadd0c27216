import type { MessagePort } from 'node:worker_threads'
import { plainComment } from './comment-rendering.ts'
import { giveBackCommentThread, takeCommentThread } from './comment-thread.ts'
import type { RenderedComment } from './comment-worker.ts'
import { exceedsBounds } from './markdown-bounds.ts'
import type { Said, Thread } from './thread.ts'

/** Makes the HTML of many comments, for who brings them in: each as `commentHtml` does, none in a reader's way. */
export interface CommentBatches {
  /** The HTML of some comments' Markdown, in their order. */
  render(sources: readonly string[]): Promise<string[]>
  close(): Promise<void>
}

/** Comments that the thread is given at once. */
const some = 20
/** Generous: the thread stops itself after a second, but a busy machine may not run it at once. */
const deadlineMs = 20_000

/** Takes a thread of its own, when it is first needed. */
export function openCommentBatches(): CommentBatches {
  let thread: Thread | null = null
  let isAtWork = false
  let isClosed = false
  const end = async () => {
    const { worker } = thread ?? {}
    thread = null
    await worker?.terminate()
  }
  return {
    async close() {
      isClosed = true
      // What it still has to answer is for nobody else.
      if (isAtWork || thread === null) return end()
      const free = thread
      thread = null
      await giveBackCommentThread(free)
    },
    async render(sources) {
      isAtWork = true
      const rendered: string[] = []
      let atOnce = some
      while (rendered.length < sources.length) {
        if (isClosed) break
        thread ??= takeCommentThread()
        const rest = sources.slice(rendered.length)
        if ((await thread.ready) === 'ready') rendered.push(...(await renderIn(thread, rest, atOnce)))
        if (rendered.length === sources.length) break
        // It did not answer: the one that is to blame is shown as it was typed, the rest goes to another.
        if (atOnce === 1) rendered.push(plainComment(sources[rendered.length] ?? ''))
        atOnce = 1
        await end()
      }
      isAtWork = false
      return rendered
    },
  }
}

/** Sends all that there are, for to wait for each costs more than to render it; returns those that came back, in their order. */
async function renderIn({ port }: Thread, sources: readonly string[], atOnce: number): Promise<string[]> {
  const readable = sources.filter(source => !exceedsBounds(source))
  const answers = await answersTo(port, readable, atOnce)
  const rendered: string[] = []
  let next = 0
  for (const source of sources) {
    const html = source === readable[next] ? answers[next++] : null
    if (html === undefined) break // it was not answered
    rendered.push(html ?? plainComment(source))
  }
  return rendered
}

function answersTo(
  port: MessagePort,
  sources: readonly string[],
  atOnce: number,
): Promise<(string | null)[]> {
  return new Promise(resolve => {
    const answers: (string | null)[] = []
    const settle = () => {
      clearTimeout(timer)
      port.off('message', take).off('close', settle)
      resolve(answers)
    }
    const take = (answer: Said<RenderedComment>) => {
      answers.push(answer === 'ready' ? null : answer.html)
      timer.refresh()
      if (answers.length === sources.length) settle()
    }
    const timer = setTimeout(settle, deadlineMs)
    port.on('message', take).on('close', settle)
    for (let at = 0; at < sources.length; at += atOnce) port.postMessage(sources.slice(at, at + atOnce))
    if (sources.length === 0) settle()
  })
}
