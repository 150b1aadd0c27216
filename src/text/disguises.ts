/** A text as a person reads it; `starts` and `ends` tell for each of its code units where the source has it. */
export interface SeenText {
  text: string
  starts: readonly number[]
  ends: readonly number[]
}

/**
 * Takes a text and returns what a reader, a browser or a mail program makes of it: percent-encoding and
 * HTML entities decoded (also when encoded again), compatibility characters folded (NFKC, one by one),
 * characters that show nothing left out.
 */
export function seeThrough(source: string): SeenText {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const match of source.matchAll(character)) {
    const seen = fold(decode(match[0], match.groups ?? {}))
    text += seen
    for (let unit = 0; unit < seen.length; unit++) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
  }
  // A full stop of East Asia divides a domain too (IDNA), but between other words it ends a sentence.
  return { text: text.replace(/。(?=[a-z])/gi, '.'), starts, ends }
}

/** One character, in whichever way it is written; a percent-encoded one has one to four bytes (UTF-8). */
const character =
  /(?<percent>%(?:25)*[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3})|&(?:amp;)*(?:#(?<decimal>\d{1,7});?|#x(?<hex>[\da-f]{1,6});?|(?<named>[a-z]+);)|./gisu

function decode(written: string, { percent, decimal, hex, named }: Partial<Record<string, string>>): string {
  if (percent !== undefined) return decodePercent(percent)
  if (decimal !== undefined) return ofCodePoint(Number(decimal))
  if (hex !== undefined) return ofCodePoint(Number.parseInt(hex, 16))
  if (named !== undefined) return entities.get(named.toLowerCase()) ?? written
  return written
}

function decodePercent(written: string): string {
  try {
    return decodeURIComponent(written.replace(/%(?:25)+(?=[0-7])/, '%'))
  } catch {
    // Bytes that are not UTF-8, such as a surrogate: no browser shows them as a letter.
    return written
  }
}

function ofCodePoint(number: number): string {
  return number <= 0x10ffff ? String.fromCodePoint(number) : '\ufffd'
}

/** Of HTML's entities those that can stand in an address or vanish in it; names in lower case. */
const entities = new Map([
  ['commat', '@'],
  ['period', '.'],
  ['lowbar', '_'],
  ['plus', '+'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['shy', ''],
  ['zwj', ''],
  ['zwnj', ''],
  ['lrm', ''],
  ['rlm', ''],
  ['nobreak', ''],
  ['zerowidthspace', ''],
  ['negativeverythinspace', ''],
  ['negativethinspace', ''],
  ['negativemediumspace', ''],
  ['negativethickspace', ''],
  ['invisibletimes', ''],
  ['invisiblecomma', ''],
  ['applyfunction', ''],
  ['it', ''],
  ['ic', ''],
  ['af', ''],
])

function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?![\t\n\r])\p{Cc}/gu, '')
}
