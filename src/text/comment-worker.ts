import { type MessagePort, workerData } from 'node:worker_threads'
import { renderComment } from './comment-rendering.ts'

/** What the thread that renders comments is given. */
export interface CommentWorkerData {
  port: MessagePort
}

/** What it answers: that it has begun, then for each comment its HTML, or null when it could not be rendered. */
export type CommentWorkerAnswer = 'ready' | { html: string | null }

const { port }: CommentWorkerData = workerData
const answer = (message: CommentWorkerAnswer) => port.postMessage(message)

port.on('message', (source: string) => answer({ html: render(source) }))
// Once before the first reader: what a first run compiles and loads is not theirs to wait for.
render('**warm** [up](https://example.org/)')
answer('ready')

function render(source: string): string | null {
  try {
    return renderComment(source)
  } catch {
    // The parser's stack ran over, or it met what it can't read: the text is shown as it was typed.
    return null
  }
}
