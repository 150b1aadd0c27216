import { plural } from '../../formats.ts'

const comments = plural('en', { one: '# comment', other: '# comments' })

/** English: who writes, what is answered often, and how the desk did. Every other language has its keys. */
const person = {
  person: {
    unknown: 'Nothing is known any more of who wrote this comment.',
    byName:
      'This comment came without an address. Names and counts are of this browser alone, for others may write under the same name: nobody is noted or muted by that. You can block the browser instead:',
    names: 'Names',
    since: 'Writes since',
    notes: 'Notes',
    notesNote:
      'Only people who moderate see them. They are handed over to the person who asks for their data, and go when it is erased.',
    newNote: 'New note',
    noteMissing: 'Please write something.',
    mute: 'Mute',
    muteNote: 'Every comment of theirs waits meanwhile, also if they are trusted.',
    mutedForGood: 'Their comments wait until you lift this.',
    mutedUntil: (time: string) => `Their comments wait until ${time}.`,
    unmute: 'Let them speak again',
    of: (name: string) => `About ${name}`,
    hasNotes: 'has notes',
    replies: 'Saved replies',
    repliesNote: 'What you answer often: each can be put into a reply with one press, and changed there.',
    newReply: 'New reply',
    replyName: 'Name',
    replyText: 'Text',
    replyMissing: 'Please fill this in.',
    replyChanged: 'Somebody changed this reply while you were writing.',
    replyKept: 'Your text is kept below, but not saved. Saving it replaces theirs.',
    replyNow: 'What the reply says now',
    tooManyReplies: 'No more replies can be saved',
    tooManyRepliesHint: (count: number) =>
      `There are ${count} already. Remove one, then save yours, which is kept below.`,
    replySaved: 'The reply is saved.',
    replyRemoved: 'The reply is removed.',
    figures: 'Figures',
    figuresNote: 'Of the last 30 days.',
    noFigures: 'Nobody has decided on a waiting comment in the last 30 days.',
    byReason: 'Why comments waited or were spam',
    byDay: 'Each day',
    day: 'Day',
    came: 'Came',
    waited: (count: number, half: string, most: string) =>
      `${comments(count)} waited for a person: half of them ${half} or less, nine of ten ${most} or less.`,
  },
}

export type PersonMessages = typeof person

export default person
