import { createContext, Script } from 'node:vm'
import { workerData } from 'node:worker_threads'
import { renderComment } from './comment-rendering.ts'
import type { Said, ThreadData } from './thread.ts'

/** A comment's HTML, or null when it could not be rendered. */
export interface RenderedComment {
  html: string | null
}

/** What a comment may take, in ms. */
const limit = 200

const { port }: ThreadData = workerData
const answer = (message: Said<RenderedComment>) => port.postMessage(message)

let source = '**warm** [up](https://example.org/)'
let html: string | null = null
/** Run like this, the parser can be stopped without its thread: a new one takes longer to start than it worked. */
const context = createContext({ render: () => void (html = renderComment(source)) })
const script = new Script('render()')

port.on('message', (next: string) => {
  source = next
  answer({ html: render(limit) })
})
// Once before the first reader: what a first run compiles and loads is not theirs to wait for.
render(30_000)
answer('ready')

function render(timeout: number): string | null {
  html = null
  try {
    script.runInContext(context, { timeout })
    return html
  } catch {
    // The parser took too long, its stack ran over, or it met what it can't read: it is shown as it was typed.
    return null
  }
}
