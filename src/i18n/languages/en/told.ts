import { plural } from '../../formats.ts'

/** English: what is said to the second of two who change one comment. */
const told = {
  told: {
    changedMeanwhile: 'Somebody changed this comment while you were writing.',
    notSaved: 'Your text is kept below, but not saved. Saving it replaces what the comment says now.',
    saysNow: 'What the comment says now',
    replyKept: 'Your reply is kept below, but not sent, and nothing was approved.',
    ownChanged: 'Your comment was changed while you were writing.',
    nothingDeleted: 'Nothing was deleted: somebody changed this comment meanwhile.',
    leftAlone: plural('en', {
      one: '# comment left as it is: somebody changed it meanwhile.',
      other: '# comments left as they are: somebody changed them meanwhile.',
    }),
    gone: plural('en', {
      one: '# comment is no longer there: its author or somebody else removed it.',
      other: '# comments are no longer there: their authors or somebody else removed them.',
    }),
    undoAll: 'Undo all',
    byImport: 'by an import',
  },
}

export type ToldMessages = typeof told

export default told
