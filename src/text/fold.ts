import { lowered, normalized } from './marks.ts'

/**
 * A text as it is compared: what a reader sees alike is alike. Case, width, compatibility letters (NFKC, and the white on
 * black ones that it leaves out), characters that show nothing, and strokes through letters don't count; ß is ss, and all
 * four of Turkish I are one.
 */
export function folded(text: string): string {
  return lowered(unveiled(text)).replaceAll('ı', 'i').replaceAll('ß', 'ss').replaceAll('ς', 'σ')
}

/** The same with the case that it was typed in. */
export function unveiled(text: string): string {
  return normalized(
    text.replace(unseen, '').replace(boxed, letter => unboxed(letter)),
    'NFKC',
  )
}

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Me}\u0334-\u0338]/gu
/** Capital letters in filled circles and squares. */
const boxed = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu

const unboxed = (letter: string) =>
  String.fromCodePoint((((letter.codePointAt(0) ?? 0) - 0x1f150) % 0x20) + 0x61)
