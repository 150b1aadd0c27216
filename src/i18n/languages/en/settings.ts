/** English: the site's settings. Every other language has its keys. */
const settings = {
  settings: {
    nav: 'Settings',
    heading: 'Settings of the site',
    save: 'Save settings',
    saved: 'The settings are saved and apply to every page.',
    notSaved: 'Nothing was saved. This is to be put right:',
    undone: 'What was there before is back.',
    kept: 'What was there before is back, but for what somebody has changed since.',
    preview: 'Preview',
    previewHint: 'Opens your blog as it would be, and saves nothing.',
    saves: 'Changed last',
    noPicture: 'None',
    chosen: 'The one that is in use',
    library: 'Pictures and files',
    groups: {
      site: 'The site',
      look: 'How the blog looks',
      moderation: 'What waits for a decision',
      who: 'Who may comment',
      display: 'How a conversation is shown',
      following: 'Following the blog',
      privacy: 'Privacy',
    },
    about: {
      title: { label: 'Title', help: 'The name of the blog, on every page.' },
      tagline: { label: 'Tagline', help: 'A line under the title. May be empty.' },
      language: {
        label: 'Language',
        help: 'For readers whose browser asks for a language that is not available.',
      },
      time_zone: {
        label: 'Time zone',
        help: 'All times are shown in it. For example Europe/Berlin or Asia/Shanghai.',
      },
      date_format: { label: 'How dates are written', help: 'On every page and in the admin.' },
      posts_per_page: { label: 'Articles per page', help: 'On the home page and on those of tags.' },
      media_megabytes: {
        label: 'Room for pictures and files, in megabytes',
        help: 'What is over it is refused. Everything counts: each picture is kept as it came, and in the sizes that pages show.',
      },
      avif_pictures: {
        label: 'Make large pictures as AVIF, too',
        help: 'About a fifth smaller for readers, and up to some seconds more of this server’s time for each picture that comes in from now on. They take room besides.',
      },
      logo: { label: 'Logo', help: 'At the top of every page, in place of the title.' },
      icon: {
        label: 'Icon',
        help: 'In the tabs of browsers and on the screens of phones. Best as a square; without one it is the first letter of the title.',
      },
      accent: {
        label: 'Colour of links and buttons',
        help: 'Where it could not be read well, each page has it darker or lighter: by day and by night.',
      },
      navigation: {
        label: 'Navigation',
        help: 'What stands under the title, a line each: a word or two, then the address, such as “About /about” or “Photos https://example.org/”.',
      },
      footer: { label: 'Footer', help: 'At the foot of every page. Markdown, as in articles. May be empty.' },
      hold_comments: {
        label: 'Every comment waits',
        help: 'Nothing appears before one of you has approved it.',
      },
      trust_after: {
        label: 'Trust a person after this many approved comments',
        help: 'Until then their comments wait. It counts only from the browser they used before: an address alone proves nothing. 0 trusts everyone.',
      },
      hold_links: { label: 'A comment with this many links waits', help: '0 turns this off.' },
      proof_of_work: {
        label: 'Ask browsers for proof of work',
        help: 'While a reader writes, their browser computes for about a second. It costs who sends thousands, and no other server is asked. Who is trusted is not asked. A comment without it waits: whoever turns scripts off, or comes without HTTPS, can do no work.',
      },
      notice_attacks: {
        label: 'Notice attacks',
        help: 'When far more comments of people you don’t trust yet come than in any hour of the last four weeks, new ones wait until it is over, and the queue says what else can be done.',
      },
      ask_akismet: {
        label: 'Ask Akismet about comments',
        help: 'Comments of people you don’t trust yet are sent to Akismet, a service of Automattic in the United States, once they are stored: text, name, website, IP address and browser, and never the email address. What it calls spam waits, or is spam where it has no doubt. It is told where you decide otherwise. The page /privacy says so. Needs a key of your own.',
      },
      learn_spam: {
        label: 'Learn from your decisions what spam is',
        help: 'Comments like those you called spam wait, or are spam where there is no doubt. Trusted people are not judged by it, and nothing leaves this server. Begins after ten decisions.',
      },
      held_words: {
        label: 'A comment with one of these words waits',
        help: 'One word or phrase per line. Whole words, as a reader sees them: case, width, line ends and invisible characters don’t count. In Korean a word may have an ending; in scripts without spaces, such as Chinese or Thai, it is found anywhere. End a line with * for every word that begins so: kumar*.',
      },
      spam_words: {
        label: 'A comment with one of these words is spam',
        help: 'One word or phrase per line. Careful: nobody looks through spam unless they think of it.',
      },
      blocked_networks: {
        label: 'Comments from these addresses are spam',
        help: 'One IP address or network per line, such as 203.0.113.7 or 2001:db8::/32.',
      },
      blocked_addresses: {
        label: 'Comments from these email addresses are spam',
        help: 'One address per line. Only administrators see them; they are stored encrypted.',
      },
      who_may_comment: { label: 'Who may comment', help: 'It holds for every article at once.' },
      name_email_required: { label: 'Name and email are required', help: 'The address is never published.' },
      close_after_days: {
        label: 'Close comments after this many days',
        help: 'Counted from an article’s date. 0 never closes them.',
      },
      comments_per_minute: {
        label: 'Comments per minute from one address',
        help: 'Whoever is faster is asked to wait.',
      },
      edit_minutes: {
        label: 'Minutes to change or withdraw a comment',
        help: 'In the browser it was written in. An edit is judged again.',
      },
      thread_depth: {
        label: 'Levels of replies that are indented',
        help: 'Deeper replies stand on the last level, and say whom they answer.',
      },
      threads_per_page: {
        label: 'Conversations per page',
        help: 'Long conversations have pages of their own.',
      },
      thread_order: {
        label: 'Which conversation stands first',
        help: 'On each page. Replies always follow what they answer.',
      },
      first_page: {
        label: 'Which page is shown first',
        help: 'Where an article has several pages of comments.',
      },
      feed_content: {
        label: 'What a feed holds',
        help: 'Of each article: all of it, or its beginning, so that people come here to read on.',
      },
      video_pictures: {
        label: 'Fetch pictures of videos',
        help: 'When the address of a video stands alone on a line of an article, its site is asked for a picture and the title, and both are kept here: readers see them and ask nobody. Without it the address stays a link. The page /privacy says so.',
      },
      forget_origins_after_days: {
        label: 'Forget IP addresses and browsers after this many days',
        help: 'Of comments, and the networks that people signed in from. 0 keeps them as long as the comment, or the log.',
      },
      privacy_text: {
        label: 'Your own words on privacy',
        help: 'On the page /privacy: who you are, how to reach you, and what else you do with what you learn. Markdown.',
      },
      privacy_place: {
        label: 'Where they stand',
        help: 'The page says by itself what this blog keeps and for how long, in each reader’s language.',
      },
    },
    options: {
      proof_of_work: { never: 'Never', attacked: 'While the blog is attacked', always: 'Always' },
      privacy_place: { before: 'Before what the blog says', instead: 'Instead of it' },
      date_format: { long: 'March 7, 2026', medium: 'Mar 7, 2026', iso: '2026-03-07' },
      feed_content: { whole: 'The whole article', excerpt: 'Its beginning' },
      who_may_comment: { everyone: 'Everyone', staff: 'Only people with an account here', nobody: 'Nobody' },
      thread_order: { oldest: 'The oldest', newest: 'The newest' },
      first_page: {
        oldest: 'The page with the oldest comments',
        newest: 'The page with the newest comments',
      },
    },
    problems: {
      text: (_min: number, max: number) => `Please enter at most ${max} characters, none of them invisible.`,
      entry: (line: string) => `This is no word with an address, such as “About /about”: ${line}`,
      picture: 'Please choose one of the pictures.',
      colour: 'Please choose a colour, such as #27468f.',
      number: (min: number, max: number) => `Please enter a number from ${min} to ${max}.`,
      line: (min: number, max: number) => `Please enter one line of ${min} to ${max} characters.`,
      word: (line: string) => `This line can’t be used: ${line}`,
      network: (line: string) => `This is not an IP address or network: ${line}`,
      zone: (line: string) =>
        `The part after % names a network interface of one machine; please leave it out: ${line}`,
      address: (line: string) => `This is not an email address: ${line}`,
      choice: 'Please choose one of the options.',
      timeZone: 'There is no time zone of that name.',
    },
  },
}

export type SettingMessages = typeof settings

export default settings
