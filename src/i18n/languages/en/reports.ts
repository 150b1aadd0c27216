import { plural, waits } from '../../formats.ts'

const minutes = plural('en', { one: '# minute', other: '# minutes' })
const seconds = plural('en', { one: '# second', other: '# seconds' })
const waiting = waits(seconds, minutes)

/** English: reports of comments. Every other language has its keys. */
const reports = {
  reports: {
    waiting: plural('en', { one: '# reported comment', other: '# reported comments' }),
    word: 'Report',
    link: (name: string) => `Report the comment by ${name}`,
    heading: 'Report a comment',
    of: (name: string) => `A comment by ${name}:`,
    why: 'What is wrong with it?',
    reasons: {
      spam: 'Spam or advertising',
      insult: 'Insults, threats or hatred',
      personal: 'Personal data of somebody',
      unlawful: 'Against the law',
      other: 'Something else',
    },
    note: 'The people who run this blog will look at it. They are told the reason, and not who you are.',
    send: 'Send report',
    missing: 'Please choose what is wrong with it.',
    wait: (wait: number) => `Please wait ${waiting(wait)} and send the report again.`,
    told: plural('en', { one: 'Reported once', other: 'Reported # times' }),
    counted: (reason: string, count: number) => `${reason} (${count})`,
    settle: 'Leave as it is',
  },
}

export type ReportMessages = typeof reports

export default reports
