import { percents, plural } from '../../formats.ts'

/** English: what is learned of spam, and what becomes of it. Every other language has its keys. */
const spam = {
  spam: {
    like: 'is like spam:',
    counts: (spam: string, approved: string) => `in ${spam} spam, ${approved} approved`,
    from: { network: 'its network', contact: 'its email address' },
    clear: plural('en', { one: 'It is spam: # comment', other: 'All of them are spam: # comments' }),
    clearNote:
      'The surest first. Approve what is meant before you clear the rest; Undo brings everything back.',
    noneLikely: 'Nothing here is like spam.',
    keptNote: 'What lies here for 30 days is deleted; what was learned from it stays.',
    emptyNow: 'Delete all of it now…',
    emptyQuestion: 'Delete all spam now?',
    emptyNote: (comments: string) =>
      `${comments} will be deleted, with the names and addresses that belong to them. This can’t be undone.`,
    empty: 'Delete all spam',
    emptied: 'The spam is being deleted.',
    comments: plural('en', { one: '# comment', other: '# comments' }),
    heading: 'What was learned about spam',
    intro:
      'Each time you approve a comment or call it spam, this blog learns how the two differ. Nothing leaves this server.',
    link: 'What was learned about spam',
    learnedFrom: (spam: string, approved: string) =>
      `Learned from ${spam} spam and ${approved} approved comments.`,
    tooLittle: 'It says nothing yet: it needs ten decisions, with three of each kind.',
    isOff: 'Learning is turned off: comments are judged by the rules alone.',
    turnOff: 'Turn learning off',
    turnOn: 'Turn learning on',
    figures: 'How it did',
    figuresNote:
      'Of the comments that it judged when they came, and that one of you has decided on since; what it put with the spam counts as spam while nobody takes it out. Trusted people are not judged.',
    noFigures: 'Nothing has been judged and decided on yet.',
    days: (days: number) => `Last ${days} days`,
    heldRightly: 'Spam held',
    missed: 'Spam missed',
    heldWrongly: 'Approved, but held',
    passed: 'Approved, let through',
    percent: percents('en'),
    ofAll: (count: string, share: string) => `${count} (${share})`,
    curve: 'Week by week',
    curveSpam: 'share of spam that was held',
    curveHam: 'share of approved comments that were held',
    week: 'Week from',
    words: 'The strongest words',
    wordsNote: 'From comments that are still here, with the number of comments that they were in.',
    wordsOfSpam: 'Speak for spam',
    wordsOfHam: 'Speak against it',
    noWords: 'None yet.',
    tryHeading: 'Try a text',
    tryText: 'Comment',
    tryName: 'Name',
    tryWebsite: 'Website',
    tryIt: 'Try it',
    verdicts: {
      none: 'This would be let through, as far as this goes.',
      held: 'This would wait: it is like spam.',
      spam: 'This would be spam: there is no doubt.',
      unknown: 'Nothing can be said yet.',
    },
    byStyle: 'how it is written',
    all: 'All of it',
    learnAll: 'Learn from all that is here',
    learnAllNote:
      'Learns from the comments that you approved or called spam before, and from those that were imported so, up to the last 9,000. It happens in the background.',
    learningAll: 'It is learning from all that is here. That takes some minutes.',
    forgetAll: 'Forget all…',
    forgetNote: 'Everything that was learned goes; comments stay as they are.',
    forgetQuestion: 'Forget everything that was learned?',
    forget: 'Forget all',
    forgotten: 'Everything that was learned is forgotten.',
    switched: 'Saved.',
    trap: 'Please leave this field empty',
  },
}

export default spam
