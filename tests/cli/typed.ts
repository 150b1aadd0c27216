import { UsageError } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import type { TestBlog } from '../support/blog.ts'

/** What a command answered: its exit code, what it said, and what it said was wrong. */
export interface Answered {
  code: number
  lines: string[]
  problems: string[]
}

/** Runs a command in this process, its two halves joined by JSON as they are when two processes share the work. */
export async function typed(
  { services }: TestBlog,
  name: keyof typeof commands,
  ...args: string[]
): Promise<Answered> {
  const lines: string[] = []
  const problems: string[] = []
  const output = {
    line: (text: string) => void lines.push(text),
    problem: (text: string) => void problems.push(text),
  }
  const command = await commands[name]()
  try {
    const input: unknown = JSON.parse(JSON.stringify(await command.prepare(args, output)))
    return { code: await command.run(services, input, output), lines, problems }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { code: 2, lines, problems: [...problems, error.message] }
  }
}
