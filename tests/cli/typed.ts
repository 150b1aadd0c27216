import { InputRefused, UsageError } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import type { TestBlog } from '../support/blog.ts'

/** What a command answered: its exit code, what it said, and what it said was wrong. */
export interface Answered {
  code: number
  lines: string[]
  problems: string[]
}

/** Runs a command in this process, its two halves joined by JSON as they are when two processes share the work. */
export const typed = (blog: TestBlog, name: keyof typeof commands, ...args: string[]): Promise<Answered> =>
  typedIn('en', blog, name, ...args)

/** The same, typed by somebody whose terminal speaks another language. */
export async function typedIn(
  locale: string,
  { services }: TestBlog,
  name: keyof typeof commands,
  ...args: string[]
): Promise<Answered> {
  const lines: string[] = []
  const problems: string[] = []
  const output = {
    line: (text: string) => void lines.push(text),
    problem: (text: string) => void problems.push(text),
    texts: await commandTexts(locale),
  }
  const command = await commands[name]()
  try {
    const input: unknown = JSON.parse(JSON.stringify(await command.prepare(args, output)))
    return { code: await command.run(services, input, output), lines, problems }
  } catch (error) {
    if (error instanceof InputRefused) return { code: 1, lines, problems: [...problems, error.message] }
    if (!(error instanceof UsageError)) throw error
    return { code: 2, lines, problems: [...problems, error.message || output.texts.usage(command.usage)] }
  }
}
