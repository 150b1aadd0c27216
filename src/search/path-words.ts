import { undivided } from '../text/scripts.ts'

/** Words that stand in addresses and say nothing of what is there. */
const structure = new Set(
  [
    'admin archive archives asp aspx author blog category categories cgi comments content date feed html htm',
    'includes index jsp page pages php post posts rss search tag tags wp www xml',
  ]
    .join(' ')
    .split(' '),
)
const mostWords = 8
/** Shorter ones are in every second title. */
const tellsSomething = new RegExp(String.raw`^(?:[${undivided}]+|\p{L}[\p{L}\p{M}\p{N}]{2,})$`, 'v')

/** The words of a path (RFC 3986) that may say what was meant by it, as a search; empty where there are none. */
export function pathWords(path: string): string {
  const words = decoded(path).split(/[^\p{L}\p{M}\p{N}]+/u)
  const told = words.filter(word => tellsSomething.test(word) && !structure.has(word.toLowerCase()))
  return [...new Set(told)].slice(0, mostWords).join(' ')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '' // nobody types such an address
  }
}
