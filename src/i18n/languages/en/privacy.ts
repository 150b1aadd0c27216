/** English: what this blog keeps of its readers. Every other language has its keys. */
const privacy = {
  privacy: {
    link: 'Privacy',
    heading: 'Privacy',
    intro: 'What this blog keeps of you, for what, and for how long.',
    reading: 'When you read',
    readingText:
      'Nothing is kept of who reads what. Pages ask no other server for anything: no statistics, no advertisements, no typefaces or pictures from elsewhere. The server’s log holds neither addresses nor names.',
    videos:
      'When an article shows the picture of a video elsewhere, it was this server that asked that site for it, when the article was written; the site learns of you only if you follow the link.',
    comment: 'When you comment',
    commentText:
      'Your comment, your name and your website stand under the article for everyone to see, for as long as the comment is there.',
    commentChange: (minutes: number) =>
      `For ${minutes} minutes you can change or withdraw it, in the browser it was written in. What is withdrawn is deleted, with your email address and everything else that came with it. If a moderator had taken a comment of yours down, that alone is remembered for 30 days, without your name or address, under a code that only this blog can make.`,
    email: 'Your email address',
    emailText:
      'It is never published and given to nobody. It is stored encrypted, and the people who run this blog use it to know who writes again and to reach you about your comment. It is deleted together with your last comment.',
    emailOptional: 'You may leave the name and the address out.',
    network: 'Your IP address and your browser’s name',
    networkText:
      'They come with a comment and help to tell spam from people; only those who run this blog see them.',
    networkDays: (days: number) => `They are deleted after ${days} days.`,
    networkAlways: 'They are deleted together with the comment.',
    networkLearned: (days: number) =>
      `What this blog learns of spam also knows the network and the email address that it came from, by a code alone, whose key is thrown away within ${days} days.`,
    blockedText:
      'If the people who run this blog block somebody, or let somebody’s comments wait, that is kept until it ends, even without comments: the email address, the IP address, or a code that only this blog can make. An IP address that was blocked is forgotten within 30 days after that.',
    spam: 'What is not published',
    spamText: (days: number) =>
      `A comment that waits, is spam or was put in the trash is seen only by the people who run this blog. Spam is deleted after ${days} days. What waits, or is in the trash, stays until one of them deletes it.`,
    articleText: (days: number) =>
      `An article that they throw away is deleted after ${days} days, with all its comments.`,
    networkShared:
      'They come with a comment and help to tell spam from people; those who run this blog see them, and a service that they ask.',
    akismet:
      'That service is Akismet, of Automattic Inc. in the United States. It is sent each comment of somebody who is not known here yet, with the name, the website, the IP address and the browser’s name, and says whether it is spam. Your email address is not sent.',
    proofAlways:
      'Your browser is asked to compute for about a second while you write a comment: it is proof that nobody sends thousands. No other server has part in it, and of the work only a random number is kept, for two hours, without your name.',
    proofSometimes:
      'While somebody floods this blog with comments, your browser may be asked to compute for about a second while you write. No other server has part in it, and of the work only a random number is kept, for two hours, without your name.',
    pictures: 'The picture beside your name',
    picturesText: 'It is drawn here. No other site is asked for it, and none learns of you by it.',
    cookies: 'Cookies',
    cookiesText:
      'Cookies are set when you do something that needs one, and no other server reads them. Who only reads gets none.',
    cookie: 'Cookie',
    what: 'What it is for',
    howLong: 'How long',
    oneYear: 'a year',
    days: (days: number) => `${days} days`,
    aMinute: 'a minute',
    cookieFor: {
      told: 'Set when you send, change, withdraw or report a comment: the next page says what became of it.',
      browser:
        'Set with a comment: a random mark by which a comment sent twice is published once, and by which your next ones are trusted.',
      comment: 'Set with a comment: to show it to you while it waits, and to let you change or withdraw it.',
      remember: 'Only if you tick the box: your name, address and website for the next time, encrypted.',
      preferences: 'If you choose a language or an appearance at the foot of a page.',
      session: 'Only for the people who run this blog: that they are signed in, and from which device.',
    },
    draft:
      'What you type into the form stays in your browser until you send or discard it, for 14 days at most. Other than that nothing is stored there.',
    rights: 'What you can ask for',
    rightsText:
      'The people who run this blog can show you everything that is held of you, give you a copy of it, and erase it. Besides what keeps an address blocked, only a hash is left then, of which no address can be made: by it no old file of another blog brings back what you wrote. Write to them from the address you commented with.',
  },
}

export type PrivacyMessages = typeof privacy

export default privacy
