import { normalized } from './marks.ts'

/**
 * Letters that look like others, after the idea of Unicode's skeletons (UTS #39): of Cyrillic and Greek those that
 * stand in for Latin, and the signs that stand in for letters. Two names with one skeleton look the same.
 */
const lookalikes = new Map(
  pairs(
    'аaбbвbгrеeёeіiїiјjкkмmнhоoрpсcтtуyхxѕsһhԁdԛqԝwӏlьb',
    'αaβbεeηnιiκkμmνvοoρpτtυuχxγyωwζz',
    'ɑaɡgıiȷjßsđdħhłløoœoæaþpðd',
    '0o1l3e4a5s7t8b9g|l!i$s@a',
  ),
)

function* pairs(...lists: string[]): Generator<[string, string]> {
  for (const list of lists) {
    const letters = Array.from(list)
    for (let i = 0; i + 1 < letters.length; i += 2) yield [letters[i] ?? '', letters[i + 1] ?? '']
  }
}

/** What is left of a name when case, spacing, accents, widths and look-alike letters don't count. */
export function skeleton(text: string): string {
  const bare = normalized(text, 'NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
  const letters = Array.from(bare, letter => lookalikes.get(letter) ?? letter).join('')
  // l and i, and rn and m, are the same to a reader in a hurry.
  return letters
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('i', 'l')
    .replaceAll('rn', 'm')
}

/** A word with the Cyrillic and Greek letters that stand in for Latin ones written as what they look like. */
export const inLatin = (word: string): string =>
  Array.from(word, letter =>
    /[\p{scx=Cyrl}\p{scx=Grek}]/u.test(letter) ? (lookalikes.get(letter) ?? letter) : letter,
  ).join('')
