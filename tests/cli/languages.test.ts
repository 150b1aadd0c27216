import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explain } from '../../src/cli/explain.ts'
import { readConfig } from '../../src/config.ts'
import { FolderInUse } from '../../src/db/folder-lock.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { messagesIn } from '../../src/i18n/messages.ts'
import { toldFault } from '../../src/transfer/faults.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { typedIn } from './typed.ts'

const blog = testBlog()
const sample = join(import.meta.dirname, '..', 'samples', 'transfer', 'commento.json')
const inChinese = (name: Parameters<typeof typedIn>[2], ...args: string[]) =>
  typedIn('zh_CN.UTF-8', blog(), name, ...args)

test('a host whose terminal is Chinese reads Chinese, and types what everyone types', async () => {
  await blog().publish()
  const [waits = 0] = await converse(blog(), 'tea', [{ text: 'Waits', status: 'pending' }])
  expect((await inChinese('comments', 'approve', `${waits}`)).lines).toEqual([
    `评论 ${waits} 已批准（原状态：待审）。`,
  ])
  expect((await inChinese('comments')).lines).toEqual(['没有状态为“待审”的评论。'])
  expect((await inChinese('comments', 'show', `${waits}`)).lines.join('\n')).toContain('\n名称： Reader 1\n')
  expect((await inChinese('comments', 'list', '--colour')).problems).toEqual(['没有 --colour 这个选项。'])
  expect((await inChinese('posts', 'list')).lines.join()).toMatch(
    /2026-01-02 {2}published {6}1 条评论 {2}\/tea/,
  )
  const { lines, problems } = await inChinese('doctor')
  expect(lines.join('\n')).toMatch(/^正常 {2}磁盘 {8}剩余 .+\n/m)
  expect(lines.join('\n')).toMatch(/^提示 {2}备份 {8}还没有备份\n {18}请每晚运行/m)
  expect(problems.join('\n')).toMatch(/^异常 {2}/m)
  expect(lines.at(-1)).toBe('有 1 项需要处理。')
  expect((await inChinese('imports')).lines).toEqual(['还没有导入过内容。'])
  const imported = await inChinese('import', sample, '--dry-run')
  expect(imported.lines[0]).toMatch(/commento\.json：.+，仅检查，未做任何改动$/)
  expect(imported.lines.join('\n')).toMatch(/^评论：读取 \d+ = 新增 \d+ \+ .* \+ 未导入 \d+$/m)
  expect((await inChinese('import', '/nowhere')).problems.at(-1)).toMatch(/^“\/nowhere”既不是这里的文件/)
  expect((await inChinese('posts', 'delete')).problems).toEqual(['用法：posts list | delete SLUG…'])
  expect((await inChinese('settings', 'set', 'thread_depth', '50')).problems).toEqual([
    'thread_depth 应为 1 到 10 之间的整数。',
  ])
})

test('what is wrong within a file is said in their language, by its line; in an old report it stands as it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-cut-'))
  const path = join(folder, 'cut.xml')
  const whole = readFileSync(join(sample, '..', 'wordpress.xml'), 'utf8')
  writeFileSync(path, whole.slice(0, whole.lastIndexOf('</wp:comment_content>')))
  const cut = await inChinese('import', path, '--dry-run')
  rmSync(folder, { recursive: true })
  expect([cut.code, cut.problems[0]]).toEqual([
    1,
    expect.stringMatching(/^cut\.xml:\d+: 在 <comment_content> 中：文件在中途结束，内容不完整。$/),
  ])
  const old = 'cut.xml:141: in <comment> the file ends in the middle: it was cut off.'
  expect(toldFault(messagesIn('de').moving, old)).toBe(old)
})

test('what stops a start is said in their language too, and in English in a log', async () => {
  const problems: string[] = []
  const terminal = { line: () => {}, problem: (text: string) => void problems.push(text) }
  const texts = await commandTexts('zh_CN.UTF-8')
  const refused = (work: () => unknown) => {
    try {
      return work()
    } catch (error) {
      return error
    }
  }
  const wrong = refused(() => readConfig({ PORT: 'x', BASE_URL: 'blog', SECRET_KEY: 'short' }))
  const inUse = new FolderInUse('/data')
  for (const error of [wrong, inUse]) expect(explain(error, { ...terminal, texts })).toBe(1)
  expect(problems).toEqual([
    expect.stringMatching(
      /^PORT 必须是 0 到 65535 之间的数字。\nBASE_URL 必须是.*\nSECRET_KEY 至少需要 32 个字符。$/,
    ),
    expect.stringMatching(/^\/data 正被另一个 Afterword 进程使用。/),
  ])
  expect(inUse.message).toMatch(/^\/data is in use by another Afterword process\./)
})
