import { type MarkedExtension, Renderer } from 'marked'
import { markedSmartypants } from 'marked-smartypants'

/**
 * Takes a language (BCP 47) and gives the Markdown extensions that set its punctuation: three points as an
 * ellipsis, two and three hyphens as dashes, and in English and German the quotation marks. Code stays as it is.
 */
export function smartPunctuation(language: string): MarkedExtension[] {
  const primary = language.split('-')[0]?.toLowerCase()
  const setsQuotes = primary === 'en' || primary === 'de'
  // Only its hook: its tokenizer leaves a bare `<` in the HTML, which takes the words behind it for a tag.
  const { hooks } = markedSmartypants({ config: setsQuotes ? 'qDe' : 'De' })
  const english: MarkedExtension[] = [{ hooks: hooks ?? null }, setsQuotes ? plainQuotes : {}]
  // Of two hooks the later one given is the first to run.
  return primary === 'de' ? [{ hooks: { postprocess: toGermanQuotes } }, ...english] : english
}

/** Quotation marks as characters, not as the references that smartypants would not know. */
const plainQuotes: MarkedExtension = {
  renderer: {
    text(token) {
      // An escaped mark, as in `6\"`, is meant as it stands.
      if (token.type === 'escape' || token.tokens) return false
      return Renderer.prototype.text.call(this, token).replaceAll('&quot;', '"').replaceAll('&#39;', "'")
    },
  },
}

function toGermanQuotes(html: string): string {
  return html
    .replaceAll('&#8220;', '„')
    .replaceAll('&#8221;', '“')
    .replace(/&#8216;([^<&\n]*)&#8217;(?![\p{L}\p{N}])/gu, '‚$1‘')
    .replaceAll('&#8216;', '’')
}
