/**
 * Scripts that write words without a space between them, for a class of a regular expression with the flag `v`: those of
 * Unicode's Line_Break ID (what is ideographic, and kana), SA (Complex_Context: South East Asia) and AK (Aksara), all of
 * them. JavaScript's expressions know Script and Ideographic, and not Line_Break. Hangul is written with spaces.
 */
export const undivided = [
  String.raw`\p{Ideographic}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Yi}\p{sc=Tangut}\p{sc=Nushu}\p{sc=Khitan_Small_Script}`,
  String.raw`\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tai_Le}\p{sc=New_Tai_Lue}\p{sc=Tai_Tham}\p{sc=Tai_Viet}\p{sc=Ahom}`,
  String.raw`\p{sc=Balinese}\p{sc=Batak}\p{sc=Brahmi}\p{sc=Cham}\p{sc=Grantha}\p{sc=Javanese}\p{sc=Kawi}\p{sc=Makasar}`,
].join('')
