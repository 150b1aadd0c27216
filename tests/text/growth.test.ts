import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commentText, draftOf, typedComment } from '../../src/comments/form.ts'
import { Email } from '../../src/readers/email.ts'
import { tokensOf } from '../../src/spam/tokens.ts'
import { wordsIn } from '../../src/spam/words.ts'
import { containsAddress, maskAddresses, mayHoldAddress } from '../../src/text/addresses.ts'
import { absoluteHtml } from '../../src/text/absolute-html.ts'
import { plainComment } from '../../src/text/comment-rendering.ts'
import { beginningOf, hyphenated, shortened, wordsOf } from '../../src/text/cut.ts'
import { decodedPath } from '../../src/text/decoded-path.ts'
import { seeThrough } from '../../src/text/disguises.ts'
import { excerptOf } from '../../src/text/excerpt.ts'
import { besideRunsLetters } from '../../src/text/emphasis.ts'
import { fieldText, hasStrangeCharacters, isDeceptiveLine } from '../../src/text/field-text.ts'
import { isFileName } from '../../src/text/file-names.ts'
import { fingerprint } from '../../src/text/fingerprint.ts'
import { folded, unveiled } from '../../src/text/fold.ts'
import { makeMarker } from '../../src/text/found-words.ts'
import { escapeHtml, paragraphsOf, textOfHtml } from '../../src/text/html.ts'
import { exceedsBounds, isShortProse } from '../../src/text/markdown-bounds.ts'
import { hasPiledMarks, lowered, normalized } from '../../src/text/marks.ts'
import { networkAround, readAddress, readBeginning, readNetwork } from '../../src/text/network.ts'
import { maskOwnAddress } from '../../src/text/own-address.ts'
import { headingsIn, withAnchors } from '../../src/text/headings.ts'
import { withLargePictures } from '../../src/text/large-pictures.ts'
import { ownMedia, sharedCopy, sharedPicture } from '../../src/text/pictures.ts'
import { minutesToRead } from '../../src/text/reading-time.ts'
import { plainText } from '../../src/text/plain-text.ts'
import { postFragment, postId } from '../../src/text/post-ids.ts'
import { lined } from '../../src/text/post-lines.ts'
import { postLabels } from '../../src/text/post-labels.ts'
import { postLink, sameSite } from '../../src/text/post-links.ts'
import { plainPost } from '../../src/text/post-html.ts'
import { postTerms } from '../../src/text/post-terms.ts'
import { sanitizePost } from '../../src/text/post-sanitizer.ts'
import { proseIn } from '../../src/text/prose.ts'
import { punctuate } from '../../src/text/punctuate.ts'
import { quotationMarks } from '../../src/text/quotation-marks.ts'
import { scriptLanguage } from '../../src/text/script-language.ts'
import { inLatin, skeleton } from '../../src/text/skeleton.ts'
import { withoutSlashes } from '../../src/text/slashes.ts'
import { smartPunctuation, withPunctuation } from '../../src/text/smart-punctuation.ts'
import { formsOf, runsAsked, runsIn, stemOf, termQueries, termsOf } from '../../src/text/terms.ts'
import { topLevelLength } from '../../src/text/top-level.ts'
import { unaccented } from '../../src/text/unaccented.ts'
import { videoAt, videosIn } from '../../src/text/videos.ts'
import { webAddress } from '../../src/text/web-address.ts'
import { processorTime } from '../support/processor-time.ts'
import { hostilePieces, hostileText } from './hostile-texts.ts'

const measured: Readonly<Record<string, (text: string) => unknown>> = {
  beginningOf: text => [beginningOf(text, 200), beginningOf(text, text.length - 1)],
  lined: text => lined(`${text}<i id="section-line-1"></i>${text}`, 'line'),
  hyphenated: text => hyphenated(text, text.length - 1),
  shortened: text => shortened(text, text.length - 1),
  wordsOf: text => wordsOf(text, text.length - 1),
  besideRunsLetters,
  plainPost: text => plainPost(text, 'en'),
  postTerms: text => postTerms({ title: '', tags: [], excerpt: '', html: sanitizePost(text) }),
  videoAt: text => [videoAt(text), videoAt(`https://youtu.be/${text}`)],
  videosIn,
  absoluteHtml: text => absoluteHtml(text, 'https://blog.example/tea'),
  containsAddress,
  fingerprint,
  withLargePictures: text => [
    withLargePictures(` src="/media/${text}`, text.slice(0, 100)),
    withLargePictures(` src="/media/ <img ${text}><a ${text}`, text.slice(0, 100)),
  ],
  ownMedia: text => [ownMedia(text), ownMedia(`/media/${text}`)],
  plainText,
  maskAddresses,
  mayHoldAddress,
  plainComment,
  seeThrough,
  excerptOf,
  fieldText,
  folded,
  hasStrangeCharacters,
  isDeceptiveLine,
  escapeHtml,
  paragraphsOf,
  textOfHtml,
  scriptLanguage: text => scriptLanguage(text, ['en', 'ja']),
  exceedsBounds,
  isShortProse,
  hasPiledMarks,
  normalized: text => [
    normalized(text),
    normalized(text, 'NFD'),
    normalized(text, 'NFKC'),
    normalized(text, 'NFKD'),
  ],
  readAddress,
  networkAround,
  readBeginning,
  readNetwork,
  postFragment,
  postId,
  postLabels,
  postLink,
  sameSite,
  sanitizePost,
  proseIn,
  punctuate: text => punctuate(text, quotationMarks('en')),
  quotationMarks,
  headingsIn,
  withAnchors: text => withAnchors(text, text.slice(0, 100)),
  minutesToRead,
  sharedCopy,
  sharedPicture,
  inLatin,
  lowered,
  skeleton,
  decodedPath,
  smartPunctuation,
  withPunctuation: text => withPunctuation(text, 'en'),
  termQueries,
  termsOf,
  countTerms: termsOf,
  runsAsked,
  runsIn,
  formsOf: text => formsOf({ text, kind: 'word' }),
  stemOf,
  unaccented,
  makeMarker: text => [
    makeMarker('a b e 1 文 ㅎ ا').mark(text),
    makeMarker(text.slice(0, 100)).snippet(text),
  ],
  topLevelLength,
  unveiled,
  'tokensOf, of the learner': text => tokensOf({ text, name: text.slice(0, 100), website: null }),
  webAddress,
  withoutSlashes,
  'Email.parse': text => Email.parse(text),
  maskOwnAddress: text => [maskOwnAddress(text, 'a@b.c'), maskOwnAddress(text, `a@${'b'.repeat(252)}`)],
  isFileName: text => isFileName([text, text]),
  commentText: text => commentText(text, Email.parse('a@b.c')),
  draftOf: text =>
    draftOf(
      typedComment(() => text),
      { nameEmailRequired: true },
    ),
  'draftOf, within the limits': text =>
    draftOf(
      typedComment(name => (name === 'comment' ? text : text.slice(0, 100))),
      { nameEmailRequired: true },
    ),
  wordsIn: text => wordsIn(text, ['a', 'b_', '文', text.slice(0, 100)]),
}

/**
 * What the parser of Markdown is in, and what waits for a thread, is stopped by the clock; two versions of an article are
 * compared for its own people alone; the rest is not given a text.
 */
const unmeasured = [
  'askingThread',
  'commentHtml',
  'detectInThread',
  'differenceOf',
  'fairQueue',
  'footnotes',
  'giveBackCommentThread',
  'languageOf',
  'lineMarks',
  'madePost',
  'makePost',
  'openCommentBatches',
  'postMarkdown',
  'renderComment',
  'renderInThread',
  'renderPost',
  'smallerWidths',
  'startThread',
  'takeCommentThread',
  'turnToRender',
]

/** UTF-16 code units: four times that is more than any field takes, and eight times that the longest that is measured. */
const n = 5_500
/** Milliseconds of processor time. Whatever grows with the square has left that behind at 4n. */
const alwaysFine = 10
const perDoubling = 3
const enoughMs = 24

test('each function that takes a text is measured', async () => {
  const folder = join(import.meta.dirname, '../../src/text')
  const files = (await readdir(folder)).filter(file => !file.endsWith('-worker.ts'))
  const rooms = await Promise.all(files.map((file): Promise<object> => import(join(folder, file))))
  const found = rooms.flatMap(room =>
    Object.entries(room).flatMap(([name, value]) => (typeof value === 'function' ? name : [])),
  )
  expect(found.filter(name => !(name in measured) && !unmeasured.includes(name))).toEqual([])
  expect(found.length).toBeGreaterThan(30)
})

describe('twice the text takes at most three times as long:', () => {
  test.each(Object.keys(measured))('%s', name => {
    const read = measured[name] ?? (() => null)
    const slow = Object.entries(hostilePieces).filter(([, piece]) => !isLinear(read, piece))
    expect(slow.map(([kind]) => kind)).toEqual([])
  })
})

test('what grows with the square is seen', () => {
  // Half of the others' length already shows it.
  const padding = /[\u200d ]+$/
  expect(isLinear(text => padding.test(text), '\u200d ', n / 2)).toBe(false)
  expect(isLinear(text => text.normalize('NFC'), '\u0301\u0327', n / 2)).toBe(false)
})

/**
 * Whatever is quick with 4n the first time is fine. Of the rest the least of some rounds is compared, at n and at 8n: what is
 * linear takes eight times as long and a square 64 times, so that a machine must be several times slower at one of the two
 * alone to turn one into the other.
 */
function isLinear(read: (text: string) => unknown, piece: string, size = n): boolean {
  if (processorTime(() => read(hostileText(piece, 4 * size))) <= alwaysFine) return true
  const [small, large] = [hostileText(piece, size), hostileText(piece, 8 * size)]
  let [once, eightTimes] = [Infinity, Infinity]
  for (let round = 1; round <= 10; round++) {
    once = Math.min(once, timeOfEach(read, small))
    eightTimes = Math.min(eightTimes, timeOfEach(read, large))
    if (eightTimes <= (round === 1 ? 16 : perDoubling ** 3) * once) return true
    if (round >= 3 && eightTimes > 40 * once) return false
  }
  return false
}

/** The system counts a thread's time in ticks of some milliseconds: what is shorter is done until some of them are over. */
function timeOfEach(read: (text: string) => unknown, text: string): number {
  let [spent, runs] = [0, 0]
  for (; spent < enoughMs; runs++) spent += processorTime(() => read(text))
  return spent / runs
}
