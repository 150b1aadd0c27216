const name = 'refused uploads'

/** Why the files were refused in this tab that are named so in the text. A save, or an undo, may still have the word for one. */
export function refusals() {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? {}
  } catch {
    return {}
  }
}

/** Keeps why one was; undefined: it is sent, and not refused yet. */
export function keepRefusal(label, reason) {
  try {
    sessionStorage.setItem(name, JSON.stringify({ ...refusals(), [label]: reason }))
  } catch {
    // Full, or not allowed: it is said to have been left.
  }
}
