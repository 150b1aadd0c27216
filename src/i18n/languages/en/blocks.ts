import { plural } from '../../formats.ts'

const comments = plural('en', { one: '# comment', other: '# comments' })

/** English: what is blocked, and for how long. Every other language has its keys. */
const blocks = {
  blocks: {
    block: 'Block',
    blockOf: (name: string) => `Block from the comment by ${name}`,
    blocks: 'Blocks',
    blockWhat: 'What to block',
    blockFor: 'For how long',
    address: 'This address',
    network: 'The network',
    ip: 'This IP address',
    browser: 'This browser',
    words: 'Words',
    person: 'Their comments',
    caughtNone: 'would have caught nothing else in the last 30 days',
    caught: (all: number, approved: number) =>
      `would have caught ${comments(all)} of the last 30 days; ${approved === 0 ? 'none of them is approved' : `${approved} of them approved`}`,
    hour: 'An hour',
    week: 'A week',
    good: 'For good',
    tryWords: 'See what they would have caught',
    blockNote:
      'What comes from there is put with the spam; what waits is judged again now. Staff is never blocked.',
    blocked: (count: number) => `Blocked. ${comments(count)} that waited: now spam.`,
    lifted: 'Lifted. What it had moved, and what comes from now on, is judged without it.',
    noBlocks: 'Nothing is blocked.',
    lift: 'Lift',
    liftOf: (what: string) => `Lift: ${what}`,
    untilTime: (time: string) => `until ${time}`,
    forGood: 'for good',
    madeBy: (name: string, time: string) => `${name}, ${time}`,
    wordsHint: 'A word or phrase as readers see it; * at its end stands for any ending.',
    noWords: 'Please enter the words.',
    nothingToBlock: 'Nothing is known any more of where this comment came from: only words can be blocked.',
    blocksNote: (discussion: string) =>
      `Blocks that were made from a comment. Networks, addresses and words that hold for good can also be listed under ${discussion}.`,
  },
}

export type BlockMessages = typeof blocks

export default blocks
