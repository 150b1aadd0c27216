/** What a language is called in itself, such as 日本語 for `ja`; its tag where nobody knows. */
export const ownNameOf = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag
