/** How long a busy machine may take for what is usually there at once: for `vi.waitFor`, `vi.waitUntil` and `expect.poll`. */
export const soon = { timeout: 60_000, interval: 10 }
/** The same for what a page shows: each look at it takes milliseconds of the browser and of who asks it. */
export const soonShown = { timeout: 60_000, interval: 100 }
