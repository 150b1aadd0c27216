import { expect, test } from 'vitest'
import { absoluteHtml } from '../../src/text/absolute-html.ts'

const page = 'https://blog.example/on-tea'

test.each([
  ['<a href="/milk">milk</a>', '<a href="https://blog.example/milk">milk</a>'],
  ['<a href="#section-leaves">leaves</a>', `<a href="${page}#section-leaves">leaves</a>`],
  ['<a href="milk?a=1&amp;b=2">milk</a>', '<a href="https://blog.example/milk?a=1&amp;b=2">milk</a>'],
  ['<a href="?page=2">on</a>', `<a href="${page}?page=2">on</a>`],
  ['<a href="https://elsewhere.example/a">a</a>', '<a href="https://elsewhere.example/a">a</a>'],
  ['<a href="mailto:a@b.example">mail</a>', '<a href="mailto:a@b.example">mail</a>'],
  ['<img src="/media/1.jpg" alt="">', '<img src="https://blog.example/media/1.jpg" alt="">'],
  [
    '<img srcset="/a.jpg 400w, /b.jpg 800w">',
    '<img srcset="https://blog.example/a.jpg 400w, https://blog.example/b.jpg 800w">',
  ],
  ['<pre tabindex="0"><code>x</code></pre>', '<pre><code>x</code></pre>'],
  [
    '<p>Write href="/milk" and &lt;a href="/x"&gt;.</p>',
    '<p>Write href="/milk" and &lt;a href="/x"&gt;.</p>',
  ],
])('%s leads to the same from anywhere', (html, absolute) => {
  expect(absoluteHtml(html, page)).toBe(absolute)
})
