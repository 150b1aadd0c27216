/** Pieces that were, or could be, read more and more slowly the more of them there are; each stands for a kind. */
export const hostilePieces: Readonly<Record<string, string>> = {
  letters: 'a',
  'letters and underscores': 'a_',
  'letters and spaces': 'a ',
  'line ends and spaces': '\n ',
  'invisible joiners and spaces': '\u200d ',
  'invisible spaces that are two things': '\ufeff ',
  'marks that change places': '\u0301\u0327',
  'vowel signs': 'ु',
  'half-width marks that change places': 'ﾞ\u0301',
  'users without a host': 'a@',
  'hosts without an end': 'a.',
  'hosts of Chinese': '文@中。',
  'hosts of hyphens': '@a-',
  'links with a user': 'https://a@',
  'encoded encodings': '%25',
  'escaped escapes': '&amp;',
  'references without an end': '&#1',
  'quotation marks': '"',
  tags: '<a ',
  stars: '*a **b ',
  'one star': '*',
  brackets: '[a](b',
  quotes: '> ',
  hyphens: '-',
  digits: '1.',
  'compatibility letters': '\ufdfa',
}

/** A hostile text of a kind, of `length` UTF-16 code units or a few more; its end is not what its pieces lead to expect. */
export function hostileText(piece: string, length: number): string {
  return `a${piece.repeat(Math.ceil(length / piece.length))}b`
}
