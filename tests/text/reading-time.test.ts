import { describe, expect, test } from 'vitest'
import { headingsIn, withAnchors } from '../../src/text/headings.ts'
import { renderPost } from '../../src/text/post-html.ts'
import { minutesToRead } from '../../src/text/reading-time.ts'

describe('the time to read a text', () => {
  test.each([
    ['of nothing is a minute', '', 1],
    ['counts words', 'one two '.repeat(575), 5],
    ['counts a word with an apostrophe once', 'doesn’t '.repeat(460), 2],
    ['counts Chinese characters', '水'.repeat(2_000), 5],
    ['counts Japanese characters, not marks', 'お茶、カップ。'.repeat(400), 5],
    ['counts both of a mixed text', `${'word '.repeat(230)}${'字'.repeat(400)}`, 2],
    ['counts Korean by its words', '느린 기차 '.repeat(230), 2],
    ['counts Arabic by its words', 'كتاب قديم '.repeat(230), 2],
  ])('%s', (_, text, minutes) => {
    expect(minutesToRead(text)).toBe(minutes)
  })
})

describe('the headings of an article', () => {
  const { html } = renderPost(
    '# One *word*\n\n## A & B\n\n### Deeper\n\n#### Deepest\n\nText[^1]\n\n[^1]: A note\n\n<h2>Without a place</h2>',
    'en',
  )

  test('are named in their order, those of footnotes not', () => {
    expect(headingsIn(html)).toEqual([
      { id: 'section-one-word', text: 'One word', level: 2 },
      { id: 'section-a--b', text: 'A & B', level: 2 },
      { id: 'section-deeper', text: 'Deeper', level: 3 },
    ])
  })

  test('lead to themselves', () => {
    const anchored = withAnchors(html, 'Link to “this”')
    expect(anchored).toContain(
      '<h4 id="section-deepest">Deepest<a class="anchor" href="#section-deepest" aria-label="Link to “this”"></a></h4>',
    )
    expect(anchored.match(/class="anchor"/g)).toHaveLength(4)
    expect(withAnchors('<p>No heading</p>', '"<')).toBe('<p>No heading</p>')
  })
})
