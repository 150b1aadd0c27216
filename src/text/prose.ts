/** A comment's Markdown without what is in no language: code, and the addresses of pages and people. */
export function proseIn(text: string): string {
  return text
    .replace(/^ {0,3}(`{3,}|~{3,})[^]*?(?:\n {0,3}\1|(?![^]))/gm, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/\]\([^)\s]{0,2000}\)/g, '] ')
    .replace(/(?:https?:\/\/|www\.)[^\s<>）」』】]+|(?<!\S)\S+@\S+/gi, ' ')
}
