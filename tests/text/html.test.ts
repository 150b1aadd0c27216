import { expect, test } from 'vitest'
import { escapeHtml, paragraphsOf, textOfHtml } from '../../src/text/html.ts'
import { plainText } from '../../src/text/plain-text.ts'
import { renderPost } from '../../src/text/post-html.ts'

test('escaped text is shown as it is', () => {
  expect(textOfHtml(escapeHtml(`<b class="x">&amp; 'y'`))).toBe(`<b class="x">&amp; 'y'`)
})

test('paragraphs are divided at blank lines, and a line end is a line break', () => {
  expect(paragraphsOf('one\ntwo\n \n\nthree <')).toBe('<p>one<br />\ntwo</p>\n<p>three &#60;</p>\n')
})

test('the text of HTML has its entities decoded, and its blocks apart', () => {
  expect(textOfHtml('<p>a <em>b</em>&lt;</p><p>c<br>d</p>').trim()).toBe('a b<\n\nc\nd')
})

test('the text of HTML leaves out what is asked, with all inside it', () => {
  expect(textOfHtml('a<sup>1<a>2</a></sup>b', tag => tag === 'sup')).toBe('ab')
})

test('the plain text of an article has its notes, and none of what leads to them', () => {
  const { html } = renderPost('Nobody knows[^1], or cares[^1].\n\n[^1]: A *man* did.', 'en')
  expect(plainText(html)).toBe('Nobody knows, or cares. A man did.')
})
