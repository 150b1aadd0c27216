import { dates, numbers, plural } from '../formats.ts'

const { date, dateTime } = dates('en')
const number = numbers('en')
const comments = plural('en', { one: '# comment', other: '# comments' })
const replies = plural('en', { one: '# more reply', other: '# more replies' })
const minutes = plural('en', { one: '# minute', other: '# minutes' })
const seconds = plural('en', { one: '# second', other: '# seconds' })
const characters = plural('en', { one: '# character', other: '# characters' })

/** English: the language whose keys every other has. */
const en = {
  /** As a person who reads it calls it. */
  name: 'English',
  date,
  dateTime,
  number,
  /** Between a page's title and the site's, in the tab. */
  titleOf: (page: string, site: string) => `${page} – ${site}`,

  site: {
    skipToContent: 'Skip to content',
    skipToComments: 'Skip to comments',
    poweredBy: 'Published with Afterword',
    language: 'Language',
    theme: 'Appearance',
    themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
    savePreferences: 'Save',
    preferences: 'Language and appearance',
  },

  posts: {
    newer: 'Newer articles',
    older: 'Older articles',
    pages: 'Pages of articles',
    none: 'Nothing has been published yet.',
    noneHint: 'The host can import articles with “afterword import markdown”.',
    tagged: (tag: string) => `Articles tagged “${tag}”`,
    tags: 'Tags',
    published: 'Published',
    updated: (date: string) => `Updated ${date}`,
    latest: 'Latest articles',
    all: 'All articles',
    commentCount: comments,
  },

  comments: {
    heading: 'Comments',
    count: comments,
    none: 'Nobody has said anything yet. Yours can be the first.',
    noneClosed: 'There are no comments.',
    says: 'says:',
    permalink: (name: string, time: string) => `Comment by ${name}, ${time}`,
    anonymous: 'Anonymous',
    reply: 'Reply',
    replyTo: (name: string) => `Reply to ${name}`,
    answering: (name: string) => `in reply to ${name}`,
    edited: (time: string) => `edited ${time}`,
    pending: 'Your comment is awaiting moderation.',
    pendingHint: 'Only you can see it, in this browser, until it is approved.',
    gone: 'A comment that is no longer here.',
    older: 'Older comments',
    newer: 'Newer comments',
    pages: 'Pages of comments',
    moreReplies: replies,
    wholeThread: 'One conversation',
    backToArticle: 'Back to the article and all comments',
    closed: 'Comments are closed.',
    edit: 'Edit',
    withdraw: 'Withdraw',
    loading: 'Loading…',
  },

  form: {
    heading: 'Leave a comment',
    cancelReply: 'Cancel reply',
    emailNote: 'Your email address will not be published.',
    requiredNote: 'Required fields are marked *',
    required: 'required',
    comment: 'Comment',
    name: 'Name',
    email: 'Email',
    website: 'Website',
    remember: 'Save my name, email, and website in this browser for the next time I comment.',
    submit: 'Post Comment',
    preview: 'Preview',
    previewHeading: 'Preview',
    previewNote: 'This is how your comment will look. It has not been posted yet.',
    previewEmpty: 'Write something first; then the preview shows it.',
    previewFailed: 'The preview could not be loaded. Your text is still here; try again.',
    syntax: 'You can use *emphasis*, **strong**, `code`, > quotes, - lists and [links](https://…).',
    sending: 'Posting…',
    errorSummary: plural('en', {
      one: 'There is # thing to put right:',
      other: 'There are # things to put right:',
    }),
    errorTitle: (title: string) => `Error: ${title}`,
    errors: {
      comment: {
        missing: 'Please write a comment.',
        tooLong: (limit: number) => `The comment is longer than ${characters(limit)}. Please shorten it.`,
        strangeCharacters:
          'The comment contains invisible or unreadable characters. Please remove them, or type it again.',
      },
      name: {
        missing: 'Please enter your name.',
        tooLong: (limit: number) => `The name is longer than ${characters(limit)}. Please shorten it.`,
        strangeCharacters: 'The name contains invisible or unreadable characters. Please type it again.',
        holdsAddress:
          'The name contains an email address, and names are published. Please enter a name without one.',
      },
      email: {
        missing: 'Please enter your email address.',
        tooLong: (limit: number) => `The email address is longer than ${characters(limit)}.`,
        notAnEmail: 'Please enter a valid email address, such as name@example.com.',
      },
      website: {
        tooLong: (limit: number) => `The website’s address is longer than ${characters(limit)}.`,
        strangeCharacters:
          'The website’s address contains invisible or unreadable characters. Please type it again.',
        notAWebsite: 'Please enter the full address of a website, such as https://example.com.',
        holdsAddress:
          'The website contains an email address, and websites are published. Please enter one without it.',
      },
    },
  },

  edit: {
    heading: 'Edit your comment',
    timeLeft: (limit: number) =>
      `You can change or withdraw your comment for ${minutes(limit)} after posting it.`,
    save: 'Save changes',
    cancel: 'Back without changing anything',
    withdrawHeading: 'Withdraw your comment',
    withdrawNote: 'Its words and your name are erased for good. Replies to it stay.',
    withdraw: 'Withdraw comment',
    tooLate: 'This comment can’t be changed any more.',
    tooLateHint: (limit: number) =>
      `Comments can be changed for ${minutes(limit)}, in the browser they were written in. If it must go, ask the people who run this site.`,
  },

  refusals: {
    closed: 'Comments on this article are closed.',
    closedHint: 'Your comment was not posted. Your text is below, so that you can copy it.',
    parentNotPublic: 'The comment you are replying to is not available.',
    parentNotPublicHint:
      'Your comment was not posted. You can post it as a new comment instead: your text is below.',
    alreadySaid: 'It looks as though you’ve already said that!',
    alreadySaidHint: 'Your comment was not posted a second time. Change it if you want to add something.',
    tooFast: 'You are commenting too quickly.',
    tooFastHint: (wait: number) =>
      `Your comment was not posted. Please wait ${seconds(wait)} and post it again: your text is below.`,
    tooLarge: 'That is more than can be posted at once.',
    tooLargeHint: (limit: number) =>
      `Your comment was not posted. Please shorten it to ${characters(limit)}: your text is below.`,
    noSuchPost: 'There is no such article.',
    noSuchPostHint:
      'It may have been moved or taken back. Your comment was not posted; your text is below, so that you can copy it.',
    yourText: 'Your text',
    unavailable: 'Your comment could not be saved just now.',
    unavailableHint: 'It was not posted. Please wait a moment and post it again: your text is below.',
  },

  signIn: {
    heading: 'Sign in',
    note: 'For the people who run this site. Readers need no account.',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    signOut: 'Sign out',
    wrong: 'That address and password don’t belong together.',
    wrongHint: 'Check both and try again. If you forgot your password, ask an administrator for a new link.',
    tooFast: 'Too many attempts.',
    tooFastHint: (wait: number) => `Please wait ${seconds(wait)} and try again.`,
    welcome: 'Welcome',
    welcomeNote: (role: string) => `This link makes an account for you. Your role: ${role}. It works once.`,
    name: 'Name',
    nameHint: 'Shown to others who run the site, and beside what you publish.',
    newPassword: 'New password',
    passwordHint: (least: number) =>
      `At least ${characters(least)}. A few words that only you would put together are best.`,
    create: 'Create account',
    linkUsed: 'This link doesn’t work any more.',
    linkUsedHint: 'It was used, or it has expired. Ask whoever sent it for another one.',
    errors: {
      name: {
        missing: 'Please enter your name.',
        tooLong: (limit: number) => `The name is longer than ${characters(limit)}.`,
      },
      email: {
        missing: 'Please enter your email address.',
        notAnEmail: 'Please enter a valid email address, such as name@example.com.',
        taken: 'Somebody has an account with this address already.',
      },
      password: {
        missing: 'Please choose a password.',
        tooShort: (least: number) => `The password is shorter than ${characters(least)}.`,
        tooLong: (most: number) => `The password is longer than ${characters(most)}.`,
        common: 'This password is easy to guess: it is common, or part of your name or address.',
      },
    },
  },

  admin: {
    heading: 'Moderation',
    nav: 'Administration',
    queue: 'Comments',
    log: 'Log',
    people: 'People',
    sessions: 'Your sessions',
    site: 'View site',
    roles: {
      administrator: 'Administrator',
      editor: 'Editor',
      author: 'Author',
      moderator: 'Moderator',
    },
    roleHints: {
      administrator: 'Everything, and other people’s roles.',
      editor: 'All articles and all comments.',
      author: 'Own articles, and the comments on them.',
      moderator: 'All comments.',
    },
    statuses: {
      pending: 'Pending',
      approved: 'Approved',
      spam: 'Spam',
      trash: 'Trash',
      withdrawn: 'Withdrawn',
      all: 'All',
    },
    queuePages: 'Pages of comments',
    earlier: 'Earlier comments',
    newest: 'Newest comments',
    filter: 'Search',
    filterHint: 'Words, a name, an email address, or an IP address or network',
    filterSubmit: 'Search',
    filterClear: 'Show all',
    onlyPost: (title: string) => `On “${title}”`,
    onlyPerson: 'By this person',
    empty: {
      pending: 'Nothing is waiting. Well done.',
      other: 'No comments here.',
      filtered: 'No comment fits this search.',
    },
    emptyHint: 'New comments appear here as they are written.',
    onPost: 'on',
    inReplyTo: (name: string) => `in reply to ${name}`,
    source: 'As it was typed',
    noAddress: 'no address',
    history: (counts: { approved: number; spam: number }) =>
      `${counts.approved} approved, ${counts.spam} spam`,
    firstComment: 'first comment',
    reasons: {
      'every comment is held': 'every comment is held',
      links: 'several links',
      edited: 'edited by its author',
    },
    selectAll: 'Select all on this page',
    select: (name: string) => `Select the comment by ${name}`,
    selected: 'With the selected:',
    actions: {
      approved: 'Approve',
      pending: 'Unapprove',
      spam: 'Spam',
      trash: 'Trash',
      notSpam: 'Not spam',
      restore: 'Restore',
    },
    actionOn: (action: string, name: string) => `${action}: comment by ${name}`,
    undo: 'Undo',
    keys: {
      heading: 'Keys',
      j: 'next comment',
      k: 'previous comment',
      a: 'approve',
      s: 'spam',
      d: 'trash',
      u: 'undo the last decision',
      x: 'select',
      '/': 'search',
      '?': 'this list',
      close: 'Close',
    },
    noneSelected: 'No comment was selected.',
    decided: (count: number, status: string) => `${comments(count)}: ${status}.`,
    reversed: (count: number) => `Taken back for ${comments(count)}.`,
    overtaken: (count: number) => `${comments(count)} left as they are: somebody else decided first.`,
    overtakenBy: (name: string, status: string, time: string) => `${name}: ${status}, ${time}`,
    missing: (count: number) => `${comments(count)} could not be found; withdrawn by their authors, perhaps.`,
    byRule: 'by rule',
    byReader: 'by its author',
    byCommandLine: 'on the command line',
    logEmpty: 'Nothing has been decided yet.',
    logStep: (from: string, to: string) => `${from} → ${to}`,
    logNew: (to: string) => `new: ${to}`,
    olderSteps: 'Earlier steps',
    invite: 'Invite somebody',
    inviteSubmit: 'Make a link',
    inviteMade: 'Send this link to one person. It works once, for three days.',
    role: 'Role',
    changeRole: 'Change role',
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    lastAdministrator: 'The last administrator can’t be removed or changed.',
    lastAdministratorHint: 'Make somebody else an administrator first.',
    since: (time: string) => `since ${time}`,
    thisSession: 'this one',
    endSession: 'Sign out there',
    endOthers: 'Sign out everywhere else',
    lastSeen: (time: string) => `last seen ${time}`,
    unknownBrowser: 'unknown browser',
    forbidden: 'Your role doesn’t allow that.',
    forbiddenHint: 'Ask an administrator if you need it.',
  },

  problems: {
    badRequest: 'That request could not be understood.',
    badRequestHint: 'Please go back, reload the page and try again.',
    forbidden: 'That is not allowed.',
    foreignOrigin: 'This form was sent from another site.',
    foreignOriginHint:
      'For your safety it was refused, and nothing was stored. Open the article on this site and post from there.',
    notFound: 'There is no page here.',
    notFoundHint: 'It may have been moved or taken back. These are the latest articles:',
    tooLarge: 'That is too large.',
    tooLargeHint: 'Nothing was stored. Go back: your browser still has your text. Shorten it and try again.',
    unavailable: 'The site is resting for a moment.',
    unavailableHint: 'Its database can’t be reached. Please try again shortly.',
    failed: 'Something went wrong on our side.',
    failedHint: (id: string) =>
      `It has been written down. If it happens again, tell the host this number: ${id}`,
    home: 'Go to the home page',
  },
}

/** Every text of the interface; each language gives the same keys. */
export type Messages = typeof en

export default en
