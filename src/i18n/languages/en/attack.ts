import { plural } from '../../formats.ts'

/** English: far more comments than ever, and what can be done about it. Every other language has its keys. */
const attack = {
  attack: {
    heading: 'Far more comments than usual',
    counts: (came: string, allowed: string) =>
      `${came} came from people you don’t trust yet within the last hour; up to ${allowed} would be nothing unusual here.`,
    waits: 'New ones wait, whatever your rules are; people you trust don’t. It ends by itself.',
    over: 'There are no more comments than usual',
    dismissed: 'Many comments, from readers',
    dismissedNote: 'You have said that these are readers: nothing waits because they are many.',
    options: 'What you can do',
    steps: {
      hold: 'Let every comment wait',
      proof: 'Ask browsers for proof of work',
      close: 'Close comments for an hour',
      readers: 'These are readers',
    },
    on: {
      hold: 'Every comment waits.',
      proof: 'Browsers are asked for proof of work.',
      close: 'Comments are closed.',
    },
    holdCost: plural('en', {
      one: 'People you trust wait too. In the last 30 days # comment appeared at once.',
      other: 'People you trust wait too. In the last 30 days # comments appeared at once.',
    }),
    proofCost:
      'Who has done the work does not wait for being one of many. It takes a reader’s browser about a second while they write. Who has no scripts still waits.',
    closeCost: plural('en', {
      one: 'Nobody can comment, people you trust included; who is writing gets their text back. In the last 30 days you approved # comment.',
      other:
        'Nobody can comment, people you trust included; who is writing gets their text back. In the last 30 days you approved # comments.',
    }),
    readersCost:
      'As when somebody well-known links to you. What comes from now on is judged by your rules alone; what waits already is yours to decide.',
    until: (time: string) => `Until ${time}.`,
    untilItEnds: 'Until it ends.',
    takeBack: 'Take it back',
  },
}

export type AttackMessages = typeof attack

export default attack
