/** Returns a text filled up to a number of a terminal's columns: a character of Chinese or Japanese takes two. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}

/** Returns how many columns the widest of some texts takes. */
export const widest = (texts: readonly string[]): number => Math.max(...texts.map(width))

const width = (text: string) => text.length + (text.match(wide)?.length ?? 0)

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g
