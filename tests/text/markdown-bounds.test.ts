import { expect, test } from 'vitest'
import { exceedsBounds } from '../../src/text/markdown-bounds.ts'

test.each([
  `${'*'.repeat(65_536)}a`,
  '_'.repeat(1_000),
  `${'*'.repeat(999)}a`.repeat(20),
  '[]'.repeat(10_000),
  `a\n${'>'.repeat(10_000)}`,
  '1. '.repeat(3_200),
  '> - '.repeat(30),
])('what the parser can not bear is known before (%#)', source => expect(exceedsBounds(source)).toBe(true))

test.each([
  '*'.repeat(120),
  `${'*'.repeat(499)}a`.repeat(40),
  '-'.repeat(5_000),
  '=== '.repeat(500),
  '> > > quoted thrice',
  '- - - - -',
  Array.from({ length: 40 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  `/${'*'.repeat(200)}/\n`.repeat(20),
])('what people write is within bounds (%#)', source => expect(exceedsBounds(source)).toBe(false))
