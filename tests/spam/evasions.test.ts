import { describe, expect, test } from 'vitest'
import type { Said } from '../../src/spam/tokens.ts'
import { memoryLearner, seeded } from '../support/learner.ts'
import { makeSaid } from '../support/said.ts'

const lures: Record<string, Said> = {
  casino: {
    text: 'Play at the best online casino and get a 100% bonus! http://bet365-271.example/win',
    name: 'Best casino',
    website: null,
  },
  pills: {
    text: 'Buy cheap viagra without prescription, fast delivery http://pills404.top/9',
    name: 'John',
    website: 'https://pills404.top/',
  },
  links: {
    text: 'We offer cheap backlinks for your website. First page of Google guaranteed. rank-fast.info',
    name: 'SEO expert',
    website: 'https://rank-fast.info/',
  },
  coins: {
    text: 'Recover your stolen bitcoin with this trusted expert, he helped me get back $9,500. https://www.coin-expert512.site',
    name: 'crypto recovery',
    website: null,
  },
}

const ham = makeSaid(seeded(99), 40, 0)
  .map(({ text }) => text)
  .join(' ')
  .split(' ')
const pad = (words: number) => ham.slice(0, words).join(' ')
const inWords = (text: string, change: (word: string) => string) =>
  text
    .split(' ')
    .map(word => (/[./]/.test(word) ? word : change(word)))
    .join(' ')
const spelled = (from: string, to: string) => (text: string) =>
  inWords(text, word => Array.from(word, letter => Array.from(to)[from.indexOf(letter)] ?? letter).join(''))
const letters = 'abcdefghijklmnopqrstuvwxyz'
const shifted = (first: number) =>
  spelled(letters, Array.from(letters, (_, n) => String.fromCodePoint(first + n)).join(''))

const disguises: Record<string, (said: Said) => Said> = {
  'as it is': said => said,
  'behind 60 good words': said => ({ ...said, text: `${pad(60)} ${said.text}` }),
  'before 150 good words': said => ({ ...said, text: `${said.text} ${pad(150)}` }),
  'between good words': said => ({ ...said, text: `${pad(80)} ${said.text} ${pad(120)}` }),
  'with zero-width spaces': said => ({
    ...said,
    text: inWords(said.text, word => word.replace(/(?<=.)(?=.)/g, '\u200b')),
  }),
  'with soft hyphens': said => ({
    ...said,
    text: inWords(said.text, word => word.replace(/(?<=..)(?=..)/g, '\u00ad')),
  }),
  'in Cyrillic look-alikes': said => ({ ...said, text: spelled('aceopxi', 'асеорхі')(said.text) }),
  'in mathematical letters': said => ({ ...said, text: shifted(0x1d41a)(said.text) }),
  'in circled letters': said => ({ ...said, text: shifted(0x24d0)(said.text) }),
  'in full width': said => ({ ...said, text: shifted(0xff41)(said.text) }),
  'with digits for letters': said => ({ ...said, text: spelled('oie', '013')(said.text) }),
  'with letters set apart': said => ({
    ...said,
    text: inWords(said.text, word => (word.length > 4 ? Array.from(word).join(' ') : word)),
  }),
  'with links that are no links': said => ({
    ...said,
    text: said.text.replaceAll('.', '[.]').replace('http', 'hxxp'),
  }),
  'with its link in the name': said => ({
    text: said.text.replace(/\S+\.(?:example|top|info|site)\S*/, ''),
    name: `${said.name} ${/[\w-]+\.(?:example|top|info|site)/.exec(said.text)?.[0] ?? ''}`,
    website: said.website,
  }),
  'in shouting': said => ({ ...said, text: said.text.toUpperCase() }),
}

const attempts = Object.entries(disguises).flatMap(([how, disguise]) =>
  Object.entries(lures).map(([what, said]) => [`${what} ${how}`, disguise(said)] as const),
)

/** What gets through, and why that is so. */
const known = new Set<string>([])

describe('of sixty evasions', () => {
  const learner = memoryLearner()
  const before = attempts.map(([, said]) => learner.judge(said).likeness)
  const decided = makeSaid(seeded(7), 200)
  for (const said of decided) learner.decide(said, said.isSpam)

  test('none is judged before anything was learned', () => {
    expect(before).toEqual(Array(60).fill(null))
  })

  test.each(attempts)('%s is held after 200 decisions', (what, said) => {
    const { likeness, evidence } = learner.judge(said)
    expect(likeness === null).toBe(known.has(what))
    const whole = [said.text, said.name, said.website].join('\n')
    for (const { word } of evidence) expect(whole).toContain(word)
  })

  test('and at most two of a hundred comments that are meant are held with them', () => {
    const meant = makeSaid(seeded(11), 300, 0)
    const held = meant.filter(said => learner.judge(said).likeness !== null)
    expect(held.length / meant.length).toBeLessThanOrEqual(0.02)
  })
})
