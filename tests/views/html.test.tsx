import { raw } from 'hono/html'
import { describe, expect, test } from 'vitest'
import { html } from '../../views/html.ts'

describe('a template of HTML', () => {
  test('escapes whatever text is put into it', () => {
    const name = `<script>alert("1")</script> & 'she'`
    const written = html`<a title="${name}">${name}</a>`
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;she&#39;'
    expect(String(written)).toBe(`<a title="${escaped}">${escaped}</a>`)
  })

  test('takes HTML as it is, from an element, another template, a list of them, and from `raw`', () => {
    const word = html`<b>${'a < b'}</b>`
    const written = html`<p>${<i>{'<'}</i>}${word}${[word, word]}${raw('<hr>')}</p>`
    const bold = '<b>a &lt; b</b>'
    expect(String(written)).toBe(`<p><i>&lt;</i>${bold}${bold}${bold}<hr></p>`)
  })

  test('is HTML to an element that it stands in', () => {
    expect(String(html`${<p>{html`<b>${'&'}</b>`}</p>}`)).toBe('<p><b>&amp;</b></p>')
  })

  test('says nothing where there is nothing to say, and 0 where it is counted', () => {
    expect(String(html`<p>${null}${undefined}${false}${''}${0}</p>`)).toBe('<p>0</p>')
  })

  test('refuses an element that is not ready, and does not write a promise down', () => {
    const Late = async () => <i>late</i>
    expect(() => html`<p>${Promise.resolve(raw('late'))}</p>`).toThrow('HTML that is ready')
    expect(() => html`<p>${<Late />}</p>`).toThrow('HTML that is ready')
  })

  test('is safe also from what its types do not let in: texts in a list, objects that say they are texts', () => {
    const given = (value: unknown) => String(Reflect.apply(html, undefined, [['<p>', '</p>'], value]))
    expect(given(['<b>x</b>'])).toBe('<p>&lt;b&gt;x&lt;/b&gt;</p>')
    for (const value of [{ toString: () => '<script>' }, true, [Promise.resolve('x')]])
      expect(() => given(value)).toThrow('a template takes texts')
  })
})
