import { createContext, Script } from 'node:vm'
import { workerData } from 'node:worker_threads'
import { renderComment } from './comment-rendering.ts'
import type { Said, ThreadData } from './thread.ts'

/** A comment's HTML, or null when it could not be rendered. */
export interface RenderedComment {
  html: string | null
}

/** What a comment may take, in ms, and what some at once may. */
const limit = 200
const limitOfSome = 2_000

const { port }: ThreadData = workerData
const answer = (message: Said<RenderedComment>) => port.postMessage(message)

let sources: readonly string[] = ['**warm** [up](https://example.org/)']
let rendered: (string | null)[] = []
/** Run like this, the parser can be stopped without its thread: a new one takes longer to start than it worked. */
const context = createContext({
  render: () => {
    while (rendered.length < sources.length) rendered.push(renderComment(sources[rendered.length] ?? ''))
  },
})
const script = new Script('render()')

port.on('message', (next: string | readonly string[]) => {
  if (typeof next === 'string') answer({ html: render([next], limit)[0] ?? null })
  // To watch over the time of each takes as long as to render it: only where some take too long each has its own.
  else for (const html of render(next, limitOfSome)) answer({ html })
})
// Once before the first reader: what a first run compiles and loads is not theirs to wait for.
render(sources, 30_000)
answer('ready')

function render(given: readonly string[], timeout: number): (string | null)[] {
  sources = given
  rendered = []
  let within = timeout
  while (rendered.length < given.length) {
    const before = rendered.length
    try {
      script.runInContext(context, { timeout: within })
    } catch {
      // The parser took too long, its stack ran over, or it met what it can't read: it is shown as it was typed.
      if (given.length === 1 || (rendered.length === before && within <= limit)) rendered.push(null)
    }
    within = limit
  }
  return rendered
}
