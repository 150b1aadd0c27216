import { numbers, plural, waits } from '../../formats.ts'

const number = numbers('en')
const comments = plural('en', { one: '# comment', other: '# comments' })
const replies = plural('en', { one: '# more reply', other: '# more replies' })
const minutes = plural('en', { one: '# minute', other: '# minutes' })
const seconds = plural('en', { one: '# second', other: '# seconds' })
const waiting = waits(seconds, minutes)
const characters = plural('en', { one: '# character', other: '# characters' })

/** English: what readers see. Every other language has its keys. */
const reader = {
  /** As a person who reads it calls it. */
  name: 'English',
  number,
  /** Between a page's title and the site's, in the tab. */
  titleOf: (page: string, site: string) => `${page} – ${site}`,

  site: {
    navigation: 'Navigation',
    skipToContent: 'Skip to content',
    skipToComments: 'Skip to comments',
    poweredBy: 'Published with Afterword',
    language: 'Language',
    theme: 'Appearance',
    themes: { system: 'Same as device', light: 'Light', dark: 'Dark' },
    savePreferences: 'Save',
    preferences: 'Language and appearance',
  },

  posts: {
    newer: 'Newer articles',
    older: 'Older articles',
    pages: 'Pages of articles',
    none: 'Nothing has been published yet.',
    noneHint: 'Import articles with “afterword import markdown”.',
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
    staff: 'Team',
    edited: (time: string) => `edited ${time}`,
    pending: 'Your comment is awaiting moderation.',
    pendingHint: 'Only you can see it, in this browser, until it is approved.',
    gone: 'This comment is no longer here.',
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
    signedIn: (name: string) => `You write as ${name}.`,
    preview: 'Preview',
    previewHeading: 'Preview',
    previewNote: 'This is how your comment will look. It has not been posted yet.',
    previewEmpty: 'Write something first to see a preview.',
    previewFailed: 'The preview could not be loaded. Your text is still here; try again.',
    syntax: 'You can use *emphasis*, **strong**, `code`, > quotes, - lists and [links](https://…).',
    sending: 'Posting…',
    errorSummary: plural('en', {
      one: 'There is # thing to fix:',
      other: 'There are # things to fix:',
    }),
    errorTitle: (title: string) => `Error: ${title}`,
    errors: {
      comment: {
        missing: 'Please write a comment.',
        tooLong: (limit: number) => `The comment is longer than ${characters(limit)}. Please shorten it.`,
        strangeCharacters:
          'The comment contains invisible or unreadable characters. Please remove them, or type it again.',
        piledMarks:
          'The comment has more than 16 accents or other marks on one letter. Please remove some of them.',
      },
      name: {
        missing: 'Please enter your name.',
        tooLong: (limit: number) => `The name is longer than ${characters(limit)}. Please shorten it.`,
        strangeCharacters: 'The name contains invisible or unreadable characters. Please type it again.',
        piledMarks:
          'The name has more than 16 accents or other marks on one letter. Please remove some of them.',
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
        piledMarks:
          'The website’s address has more than 16 accents or other marks on one letter. Please remove some of them.',
        notAWebsite: 'Please enter the full address of a website, such as https://example.com.',
        holdsUser:
          'The website’s address has a user name before an @, and websites are published. Please enter it without.',
        holdsAddress:
          'The website contains an email address, and websites are published. Please enter one without it.',
      },
    },
  },

  edit: {
    heading: 'Edit your comment',
    timeLeft: (left: number) => `You can change or withdraw your comment for another ${minutes(left)}.`,
    save: 'Save changes',
    cancel: 'Cancel',
    withdrawHeading: 'Withdraw your comment',
    withdrawNote: 'Your text and your name are permanently deleted. Replies to it stay.',
    withdraw: 'Withdraw comment',
    tooLate: 'This comment can no longer be changed.',
    tooLateHint: (limit: number) =>
      `Comments can be changed for ${minutes(limit)}, in the browser they were written in. If it must go, ask the people who run this site.`,
  },

  refusals: {
    closed: 'Comments on this article are closed.',
    closedHint: 'Your comment was not posted. Your text is below, so that you can copy it.',
    conversationClosed: 'This conversation is closed.',
    conversationClosedHint:
      'Your reply was not posted. Your text is below: you can post it as a comment of its own.',
    parentNotPublic: 'The comment you are replying to is not available.',
    parentNotPublicHint:
      'Your comment was not posted. You can post it as a new comment instead: your text is below.',
    tooFast: 'You are commenting too quickly.',
    tooFastHint: (wait: number) =>
      `Your comment was not posted. Please wait ${waiting(wait)} and post it again: your text is below.`,
    tooLarge: 'That is too long to post.',
    tooLargeHint: (limit: number) =>
      `Your comment was not posted. Please shorten it to ${characters(limit)}: your text is below.`,
    noSuchPost: 'This article doesn’t exist.',
    noSuchPostHint:
      'It may have been moved or removed. Your comment was not posted; your text is below, so that you can copy it.',
    yourText: 'Your text',
    unavailable: 'Your comment could not be saved just now.',
    unavailableHint: 'It was not posted. Please wait a moment and post it again: your text is below.',
  },

  problems: {
    badRequest: 'That request could not be understood.',
    badRequestHint: 'Please go back, reload the page and try again.',
    forbidden: 'That is not allowed.',
    foreignOrigin: 'This form was sent from another site.',
    foreignOriginHint:
      'For your safety it was refused, and nothing was stored. Open the article on this site and post from there.',
    notFound: 'Page not found.',
    notFoundHint: 'It may have been moved or removed.',
    latest: 'These are the latest articles:',
    tooLarge: 'That is too large.',
    tooLargeHint: 'Nothing was stored. Go back: your browser still has your text. Shorten it and try again.',
    unavailable: 'Temporarily unavailable.',
    unavailableHint: 'The site’s database can’t be reached. Please try again shortly.',
    filesAwayHint: 'This file can’t be read just now. Please try again later.',
    failed: 'Something went wrong on our side.',
    failedHint: (id: string) =>
      `The error has been logged. If it happens again, please tell the people who run this site this number: ${id}`,
    unsaved: 'This could not be saved just now.',
    unsavedHint: 'What you typed is below. Please wait a moment and send it again.',
    sendAgain: 'Send again',
    home: 'Go to the home page',
  },
}

export type ReaderMessages = typeof reader

export default reader
