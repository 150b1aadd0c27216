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
/** What some at once may, and each where that was too little: nobody waits for them, and a busy machine is no fault of theirs. */
const limitOfSome = 1_000

const { port }: ThreadData = workerData
const answer = (message: Said<RenderedComment>) => port.postMessage(message)

const ofEachKind =
  '**warm** *up* ~~it~~ `all` [l](https://example.org/) ![p](https://example.org/a.png) a\\@b https://example.org\n\n' +
  '> quote\n> > more\n\n- one\n  - two\n\n1. three\n\n# four\n\n```\nfive\n```\n\n| a |\n| - |\n\n---\n\n茶**を**飲む'
let sources: readonly string[] = [ofEachKind]
let rendered: (string | null)[] = []
/** Run like this, the parser can be stopped without its thread: a new one takes longer to start than it worked. */
const context = createContext({
  render: () => {
    while (rendered.length < sources.length) rendered.push(renderComment(sources[rendered.length] ?? ''))
  },
})
const script = new Script('render()')

port.on('message', (next: string | readonly string[]) => {
  // To watch over the time of each takes as long as to render it: of some at once it is the time of all.
  if (typeof next === 'string') render([next], limit)
  else render(next, limitOfSome)
})
// Once before the first reader: what a first run compiles and loads is not theirs to wait for.
render(sources, 30_000, () => {})
answer('ready')

function render(given: readonly string[], timeout: number, say = answer): void {
  sources = given
  rendered = []
  for (let said = 0; said < given.length; ) {
    try {
      script.runInContext(context, { timeout })
    } catch {
      // The parser took too long, its stack ran over, or it met what it can't read: it is shown as it was typed. One that
      // was not the first of them had less than its time, and is tried again.
      if (rendered.length === said) rendered.push(null)
    }
    for (; said < rendered.length; said++) say({ html: rendered[said] ?? null })
  }
}
