/** How long a busy machine may take for what is usually there at once: for `vi.waitFor`, `vi.waitUntil` and `expect.poll`. */
export const soon = { timeout: 60_000, interval: 10 }
