import { expect, test } from 'vitest'
import { feedFormats, feedType } from '../../src/feeds/feed.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { giveTo, join } from '../support/staff.ts'
import { feedProblems } from './feed-problems.ts'

const blog = testBlog()

const everything = `See [milk](/milk), [below](#leaves) and [^1].

![A pot](/media/pot.jpg "A pot")

- [x] Water
- [ ] Leaves

| What | How long |
| :--- | -------: |
| Sencha | 1 < 2 |

## Leaves

\`\`\`js
const tea = 1 < 2 && '</script>'
\`\`\`

<video src="/media/tea.mp4" aria-label="Tea"></video>

[^1]: A note, with [a way back](/tea).`

test('every feed keeps the rules by which the W3C’s validator and JSON Feed’s judge', async () => {
  await blog().publish({
    source: everything,
    title: 'Tea & <milk>',
    canonical: 'https://elsewhere.example/tea',
  })
  await blog().publish({ slug: 'milk', title: 'Milk', source: 'Is 1 <b or> 2 &amp; 3?' })
  await converse(blog(), 'tea', [{ text: 'First <b>' }, { text: 'See [it](/milk)', answers: 0 }])
  await join(blog(), 'administrator')
  const accounts = blog().database.db.selectFrom('private.accounts').select('id')
  await giveTo(blog(), (await accounts.executeTakeFirstOrThrow()).id, 'tea')
  const { slug } = await blog().database.db.selectFrom('authors').select('slug').executeTakeFirstOrThrow()

  for (const of of ['', '/tags/tea', `/authors/${slug}`, '/comments', '/tea'])
    for (const format of feedFormats) {
      const path = `${of}/feed/${format}`
      const { status, html, headers } = await blog().visitor().get(path)
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, feedType(format)])
      expect([path, ...feedProblems(format, html, `http://localhost:3000${path}`)]).toEqual([path])
    }
})
