import { styleText } from 'node:util'
import { messagesLocale } from '../config.ts'
import { commandTexts } from '../i18n/command-line.ts'
import type { Output } from './command.ts'

/** Returns what the host reads who started a process, in the language of their terminal. */
export async function openTerminal(): Promise<Output> {
  return {
    line: text => process.stdout.write(`${text}\n`),
    problem: text => process.stderr.write(`${styleText('red', text, { stream: process.stderr })}\n`),
    texts: await commandTexts(messagesLocale()),
  }
}
