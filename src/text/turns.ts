import { setImmediate as nextTurn } from 'node:timers/promises'

/** For so long, in ms, one turn of the event loop renders texts: whoever asks for anything else waits meanwhile. */
const longestMs = 10

let begun: number | null = null

/** Waits for a turn of the event loop in which nothing was rendered yet, or not for long. */
export async function turnToRender(): Promise<void> {
  for (;;) {
    if (begun === null) break
    if (performance.now() - begun <= longestMs) return
    await nextTurn()
  }
  begun = performance.now()
  setImmediate(() => {
    begun = null
  })
}
