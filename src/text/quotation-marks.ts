/** The marks that a language sets around what is quoted, and around what is quoted in that. */
export interface QuotationMarks {
  double: readonly [open: string, close: string]
  single: readonly [open: string, close: string]
}

/** Takes a language (BCP 47) and returns its marks (CLDR); null for those whose straight marks stay as they are. */
export function quotationMarks(language: string): QuotationMarks | null {
  const [primary = '', ...others] = language.toLowerCase().split('-')
  const found = marks.get(`${primary}-${others.at(-1) ?? ''}`) ?? marks.get(primary)
  return found ?? null
}

/** Double ones, then single ones, an opening and a closing each; in French with the narrow space inside. */
const written = {
  '“ ” ‘ ’': 'en nl af ga cy eo it gl eu pt tr id ms vi da',
  '„ “ ‚ ‘': 'de cs sk sl lt et bg',
  '„ ” « »': 'pl ro',
  '„ ” » «': 'hu',
  '„ ” ‘ ’': 'hr bs sr-latn',
  '« » “ ”': 'es ca el pt-pt hy',
  '«\u202f \u202f» “ ”': 'fr',
  '« » ‹ ›': 'de-ch de-li fr-ch it-ch rm',
  '« » „ “': 'ru uk be',
  '« » ‘ ’': 'nb nn no',
  '” ” ’ ’': 'sv fi',
} as const

const marks = new Map<string, QuotationMarks>(
  Object.entries(written).flatMap(([all, languages]) => {
    const [open = '', close = '', inner = '', innerClose = ''] = all.split(' ')
    return languages
      .split(' ')
      .map((language): [string, QuotationMarks] => [
        language,
        { double: [open, close], single: [inner, innerClose] },
      ])
  }),
)
