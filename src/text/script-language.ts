/** A script, as its property of Unicode is called. */
type Script = string

/**
 * The language (BCP 47) that a text's script decides, by itself, by its letters, or by what its writer reads (tags, the
 * likeliest first); empty where many languages are as likely; null for Latin letters, which decide nothing.
 */
export function scriptLanguage(text: string, reads: readonly string[]): string | null {
  const script = scriptOf(text)
  if (script === 'Latin') return null
  const read = reads.find(tag => scriptsOf(tag).includes(script))
  return shownBy(proofs, script, text) ?? read ?? shownBy(hints, script, text) ?? own.get(script) ?? ''
}

/** Scripts of one language, or of one that has nearly all who write it. */
const own = new Map<Script, string>([
  ['Han', 'zh'],
  ['Kana', 'ja'],
  ['Hangul', 'ko'],
  ['Greek', 'el'],
  ['Hebrew', 'he'],
  ['Armenian', 'hy'],
  ['Georgian', 'ka'],
  ['Thai', 'th'],
  ['Lao', 'lo'],
  ['Khmer', 'km'],
  ['Myanmar', 'my'],
  ['Tibetan', 'bo'],
  ['Sinhala', 'si'],
  ['Tamil', 'ta'],
  ['Telugu', 'te'],
  ['Kannada', 'kn'],
  ['Malayalam', 'ml'],
  ['Gujarati', 'gu'],
  ['Gurmukhi', 'pa'],
  ['Oriya', 'or'],
  ['Thaana', 'dv'],
  ['Cherokee', 'chr'],
])

/** Scripts of many. */
const shared = new Map<Script, readonly string[]>([
  ['Cyrillic', 'ru uk be bg mk sr kk ky tg mn tt ba cv ce os'.split(' ')],
  ['Arabic', 'ar fa ur ps ckb ku ug sd pa-Arab az-Arab'.split(' ')],
  ['Devanagari', 'hi mr ne sa mai bho kok'.split(' ')],
  ['Bengali', ['bn', 'as']],
  ['Ethiopic', ['am', 'ti']],
  ['Hebrew', ['he', 'yi']],
])

/** What a text of a language has, all of it, and what it never has. */
type Sign = readonly [script: Script, language: string, has: readonly RegExp[], hasNot?: RegExp]

const wordOf = (words: string) => new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${words})(?![\p{L}\p{M}])`, 'iu')
/** Letters of Cyrillic that Russian and Bulgarian do not have. */
const otherCyrillic = /[іїєґўјљњѓќђћџәғҡқңҥөұүҗһҳӣӯӑӗҫӳҙӏ]/i

/** Letters, and a few of the commonest words, that one language of a script has and no other: the first that is found. */
const proofs: readonly Sign[] = [
  ['Cyrillic', 'uk', [/[їєґ]/i]],
  ['Cyrillic', 'be', [/ў/i]],
  ['Cyrillic', 'kk', [/ұ/i]],
  ['Cyrillic', 'tt', [/җ/i]],
  ['Cyrillic', 'tg', [/[ӣӯҷ]/i]],
  ['Cyrillic', 'mk', [/[ѓќѕ]/i]],
  ['Cyrillic', 'sr', [/[ђћ]/i]],
  [
    ...(['Cyrillic', 'ru'] as const),
    [wordOf('что|это|этот|только|очень|если|когда|спасибо|есть|был[аои]?|его|её|ещё|нет|уже|мне|меня')],
    otherCyrillic,
  ],
  [
    ...(['Cyrillic', 'uk'] as const),
    [wordOf('що|це|як|але|від|дуже|щоб|коли|вже|дякую|привіт|буде|було|немає|тому|також|він|вона|вони|мені')],
    /[ыэёъўәғқңөүһ]/i,
  ],
  // Between two consonants it is a vowel.
  ['Cyrillic', 'bg', [/[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]/i], /[ыэёіїєґў]/i],
  ['Arabic', 'ur', [/[ٹڈڑںےۓہ]/], /[ټډړښڕڵ]/],
  ['Arabic', 'ps', [/[ټډړښځڅګڼۍې]/], /[ۇۈۋ]/],
  ['Arabic', 'ckb', [/[ڕڵێۆ]/], /[ۇۈۋ]/],
  ['Arabic', 'ug', [/[ۇۈۋې]/]],
  ['Arabic', 'sd', [/[ڄڃڙٻڀڦڳڱ]/]],
  // No word of Arabic begins with a hamza on its chair, as those of Uyghur and Kurdish do.
  ['Arabic', 'ar', [/[ةأإؤ]|(?<![\p{L}\p{M}])ال/u], /[پچژگیکەۆێڕڵ]|(?<![\p{L}\p{M}])ئ/u],
  ['Devanagari', 'mr', [/ळ|(?<![\p{L}\p{M}])(?:आहे|आहेत|आणि|नाही|मी)(?![\p{L}\p{M}])/u]],
  ['Devanagari', 'ne', [wordOf('छ|छन्|छैन|गर्न|भएको|लाई|यो')]],
  ['Devanagari', 'hi', [wordOf('है|हैं|में|और|नहीं|था|थी|थे|हूँ')]],
  ['Bengali', 'as', [/[ৰৱ]/]],
]

/** What speaks for a language, where nothing says that its writer reads another one of the script. */
const hints: readonly Sign[] = [
  ['Cyrillic', 'ru', [/[ыэё]/i, wordOf('[ивс]')], otherCyrillic],
  ['Arabic', 'fa', [/[پچژگ]/], /[ەۆێ]|(?<![\p{L}\p{M}])ئ/u],
  ['Arabic', 'fa', [/[یک]/], /[يكةىەۆێ]/],
  ['Arabic', 'ar', [/[يكىئ]/], /[پچژگیکەۆێڕڵ]|(?<![\p{L}\p{M}])ئ/u],
  ['Bengali', 'bn', [/র/]],
]

const shownBy = (signs: readonly Sign[], script: Script, text: string): string | undefined =>
  signs.find(
    ([of, , has, hasNot]) =>
      of === script && has.every(each => each.test(text)) && hasNot?.test(text) !== true,
  )?.[1]

const scripts = [...new Set([...own.keys(), ...shared.keys()])].filter(script => script !== 'Kana')
const counted = new Map(scripts.map(script => [script, new RegExp(String.raw`\p{Script=${script}}`, 'gu')]))

/** The script of a third of a text's letters, the largest share of them; Latin for any other. */
function scriptOf(text: string): Script {
  if (!beyondLatin.test(text)) return 'Latin'
  const letters = countOf(text, /\p{L}/gu)
  // Chinese never holds kana; Japanese is rarely a tenth without it.
  if (countOf(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > letters / 10) return 'Kana'
  let most: Script = 'Latin'
  let count = letters * 0.3
  for (const [script, pattern] of counted) {
    const found = countOf(text, pattern)
    if (found > count) [most, count] = [script, found]
  }
  return most
}

const beyondLatin = /[^\0-\u024f]/

const countOf = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** The scripts that a language is written in. */
function scriptsOf(tag: string): readonly Script[] {
  const primary = tag.split('-')[0]?.toLowerCase() ?? ''
  if (primary === 'zh' || primary === 'ja') return ['Han']
  return [...shared].flatMap(([script, languages]) => (languages.includes(primary) ? [script] : []))
}
