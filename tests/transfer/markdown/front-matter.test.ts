import { expect, test } from 'vitest'
import { divide } from '../../../src/transfer/markdown/front-matter.ts'

const yaml = (text: string) => `---\n${text}\n---\nText`
const toml = (text: string) => `+++\n${text}\n+++\nText`
const json = (text: string) => `---json\n{${text}}\n---\nText`

test.each([
  [yaml('title: 3.10'), { title: '3.10' }],
  [yaml('title: 007'), { title: '007' }],
  [yaml('title: True'), { title: 'True' }],
  [yaml('tags: [1e3, 0x1]'), { tags: ['1e3', '0x1'] }],
  [yaml('title: 2026-01-02'), { title: '2026-01-02' }],
  [yaml('title: "3.10"'), { title: '3.10' }],
  [toml('title = 3.10'), { title: '3.10' }],
  [toml('title = 1e3 # a thousand'), { title: '1e3' }],
  [toml('tags = [1.0, 1e3]'), { tags: ['1.0', '1e3'] }],
  [toml('draft = true\ntitle = "3.10"'), { draft: 'true', title: '3.10' }],
  [toml('title = "a = 3.10"'), { title: 'a = 3.10' }],
  [toml('title = "T"\n[params]\ntitle = 1.0'), { title: 'T', params: { title: '1' } }],
  [json('"title": 3.10'), { title: '3.10' }],
  [json('"title": "3.10", "tags": [1e3, "😀"]'), { title: '3.10', tags: ['1e3', '😀'] }],
  [json('"title": "\\ud83d\\ude00 \\/", "draft": false'), { title: '😀 /', draft: 'false' }],
  [json('\t"title": "T",\n\t"weight": 1.50'), { title: 'T', weight: '1.50' }],
])('%j says what was typed', (file, matter) => {
  expect(divide(file)).toEqual({ matter, body: 'Text', isBare: false })
})
