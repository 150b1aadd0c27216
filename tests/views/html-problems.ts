import { HtmlValidate, StaticConfigLoader } from 'html-validate'

const loader = new StaticConfigLoader({
  extends: ['html-validate:recommended'],
  rules: {
    // How a tag is spelled is the renderer's; to a browser both spellings are the same page.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    // Boxes of one name are one answer with several values.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
    // The box that a wide table scrolls in is a region, but no section of the article.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
})
// It would check every element of HTML against its schema anew for each page.
const resolved = loader.getConfigFor('a page')
loader.getConfigFor = () => resolved
const validator = new HtmlValidate(loader)

/** What is wrong with a page by the HTML standard, and where. */
export async function problemsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, offset }) => `${ruleId}: ${message} … ${html.slice(offset - 60, offset + 100)}`,
    ),
  )
}
