import { bytes, plural } from '../../formats.ts'

const articlesOf = (count: number) => `${count} ${count === 1 ? 'article' : 'articles'}`
const commentsOf = (count: number) => `${count} ${count === 1 ? 'comment' : 'comments'}`
const mediaOf = (count: number) => `${count} ${count === 1 ? 'picture or file' : 'pictures and files'}`

/**
 * English: the command line. Every other language has its keys. Names of commands, their arguments and what is given as
 * one (states of comments, names of settings) are the same in all.
 */
const cli = {
  usage: (words: string) => `Usage: ${words}`,
  noSuchCommand: (name: string) => `There is no command "${name}".`,
  doesNotTake: (name: string, words: string) => `${name} does not take "${words}".`,
  options: {
    unknown: (option: string) => `There is no option ${option}.`,
    needsValue: (option: string) => `${option} needs a value.`,
    takesNone: (option: string) => `${option} takes no value.`,
    notUnderstood: 'These arguments do not fit.',
  },
  summaries: {
    serve: 'Serve the blog (the default).',
    migrate:
      'Bring the database up to date and stop. --new-key: the key is lost, go on with the one that is here.',
    comments:
      'List comments (those that wait, unless another status is named), show them whole, or decide on them.',
    posts: 'List every article, or delete some with all their comments, for good.',
    import: (systems: string) =>
      `Import articles and comments from ${systems}, or a site of afterword; without a name it looks at the file.`,
    imports:
      'List past imports, show the report of one, take one back whole; list the comments whose article is not here, and attach those whose article is by now.',
    export:
      'Write the site into a file (a folder for Markdown). Without readers’ addresses, unless you ask for them. Nothing is overwritten without --force.',
    backup:
      'Write everything into one file, sealed if there is a passphrase, and read it back. Nothing is overwritten without --force.',
    restore: 'Put a backup into an empty database, on either engine. The blog must come with the same key.',
    doctor:
      'Look at configuration, key, roles, schema, media, counts, notices, disk, clock and backup, and say what to do.',
    media: 'Say where pictures and files lie, or move them all: into the folder MEDIA_DIR, or back.',
    settings: 'Show the settings, or change one; every page follows at its next request.',
    createAdmin: 'Print a link that makes an administrator. It works once, for an hour.',
  },
  starts: {
    making: 'Making the database: some seconds, this first time only.',
    at: (url: string) => `Afterword is at ${url}`,
    dataInPostgres: 'Data:  Postgres (DATABASE_URL)',
    dataIn: (folder: string) => `Data:  PGlite in ${folder}`,
    pglite: [
      'PGlite does not survive every power cut: what was written last may be lost, or the folder damaged.',
      'Only one process may use the folder. For a blog that matters, set DATABASE_URL to a Postgres.',
    ],
    oneServes: 'WEB_WORKERS asks for more processes than one, which needs a Postgres: one serves.',
    keyIn: (file: string) => `Key:   ${file} (keep a copy apart from the data)`,
    mediaIn: (folder: string) => `Media: ${folder}`,
    mediaNew: 'Nothing is in it yet. If a disk belongs there, mount it before the first file comes.',
    mediaAway:
      'Pictures and files of this blog lie in a folder that is not there now, or that MEDIA_DIR does not name: nobody sees them. "doctor" says what to do.',
    nobody: 'Nobody can moderate yet. Make yourself an administrator (once, within an hour):',
    wasOpen: (path: string) => `${path} was open to other users of this machine. It is closed to them now.`,
    tooFewConnections: (workers: number, wanted: number, limit: number) =>
      `With WEB_WORKERS=${workers} up to ${wanted} connections are opened, and Postgres has ${limit} for all (max_connections): lower DATABASE_POOL_SIZE or WEB_WORKERS, or let it have more.`,
    upToDate: 'The database is up to date.',
  },
  stops: {
    neverAnswered: 'What this command waited for never answered. What was done stays; run it again.',
    serverEnded:
      'The process that serves the blog ended before the command was done. What was done stays; run it again.',
    failed: 'The command failed; the server’s log says where.',
    otherUser: 'The blog is served by another user: run commands as that one.',
    refusedByPostgres: (why: string) => `Postgres refuses DATABASE_URL: ${why}.`,
    unreachable: 'The database can’t be reached. Is it running, and is DATABASE_URL right?',
    portTaken: 'Another program listens there; set PORT to another one.',
    portForbidden: 'This user may not listen there; set PORT to a number above 1023.',
    notOwnAddress:
      'HOST must be one of this machine’s own addresses, such as 127.0.0.1, or 0.0.0.0 for all of them.',
  },
  comments: {
    noneAtAll: 'There are no comments.',
    states: {
      pending: 'pending',
      approved: 'approved',
      spam: 'spam',
      trash: 'in the trash',
      withdrawn: 'withdrawn',
    },
    noneIs: (state: string) => `No comment is ${state}.`,
    noName: '(no name)',
    on: (name: string, path: string) => `${name}, on ${path}`,
    heading: (id: number, path: string, state: string, time: string) =>
      `Comment ${id} on ${path}, ${state}, ${time}`,
    name: 'Name:',
    email: 'Email:',
    website: 'Website:',
    answers: 'Answers:',
    nothing: '(none)',
    sealed: '(sealed with a key that is not here: set SECRET_KEY_PREVIOUS)',
    decided: {
      approved: (id: number, was: string) => `Comment ${id} is approved (it was ${was}).`,
      pending: (id: number, was: string) => `Comment ${id} is pending again (it was ${was}).`,
      spam: (id: number, was: string) => `Comment ${id} is marked as spam (it was ${was}).`,
      trash: (id: number, was: string) => `Comment ${id} is moved to the trash (it was ${was}).`,
    },
    already: (id: number, state: string) => `Comment ${id} was ${state} already.`,
    overtaken: (id: number, state: string) =>
      `Comment ${id} was changed at this very moment: it is ${state} now. Nothing was done.`,
    withdrawn: (id: number) =>
      `Comment ${id} was withdrawn by its author; there is nothing left to decide on.`,
    notThere: (id: number) => `There is no comment ${id}.`,
    noOption: (word: string) => `comments list: "${word}" is no option of it.`,
    forListOnly: '--status and --limit are for comments list.',
    which: (action: string) => `Which comments? Give their numbers: comments ${action} 12 15`,
    noSuchAction: (action: string, usage: string) => `comments ${action}: there is only ${usage}`,
    statusIsOneOf: (statuses: string) => `--status is one of ${statuses}.`,
    limitIsNumber: '--limit is a number.',
    notNumber: (text: string) => `"${text}" is not the number of a comment.`,
  },
  posts: {
    none: 'There are no articles.',
    /** As long for one as for several: it stands in a column. */
    comments: (count: number) => (count === 1 ? '1 comment ' : `${count} comments`),
    deleted: (path: string) => `${path} is deleted.`,
    notThere: (slug: string) => `There is no article "${slug}".`,
  },
  settings: {
    notThere: (name: string, names: string) => `There is no setting "${name}". There are ${names}.`,
    elsewhere: 'Blocked email addresses are kept sealed, not among these: see Discussion in the admin.',
    alreadyIs: (name: string, value: string) => `${name} is ${value} already.`,
    judgesWaiting:
      'Comments that wait are judged again by this while the blog is served; where that changes anything, the log of accounts and settings says how many.',
    problems: {
      number: (name: string, min: number, max: number) => `${name} is a whole number from ${min} to ${max}.`,
      line: (name: string, min: number, max: number) => `${name} is one line of ${min} to ${max} characters.`,
      text: (name: string, min: number, max: number) => `${name} is a text of ${min} to ${max} characters.`,
      network: (name: string, line: string) =>
        `${name} is a list of IP addresses and networks; this is none: ${line}.`,
      word: (name: string, line: string) => `${name} can't have this line: ${line}.`,
      entry: (name: string, line: string) =>
        `${name} is a list of lines such as "About /about"; this is none: ${line}.`,
      colour: (name: string) => `${name} is a colour such as #27468f.`,
      picture: (name: string) => `${name} is the address of a picture of the library, or nothing.`,
      timeZone: (name: string) => `${name} is the IANA name of a time zone, such as Europe/Berlin.`,
      choice: (name: string, options: string) => `${name} is one of ${options}.`,
    },
  },
  files: {
    noFolder: (path: string) => `There is no folder ${path}.`,
    noFile: (path: string) => `There is no file ${path}.`,
    forbidden: (path: string) =>
      `The blog may not use ${path}: the rights of the file, or of its folder, don’t allow it.`,
    isFolder: (path: string) => `${path} is a folder. A file is wanted.`,
    isFile: (path: string) => `${path} is a file. A folder is wanted.`,
    noRoom: (path: string) => `There is no room left for ${path}.`,
    isThere: (path: string) =>
      `${path} is there already, and nothing is written over it. Give another name, or --force if it may go.`,
    backedUp: (file: string, rows: number, tables: number, seconds: string) =>
      `${file}: ${rows} rows of ${tables} tables, read back whole, in ${seconds} s`,
    keepKey: 'It can be read with the key of this blog only: keep a copy of that elsewhere.',
    restored: (file: string, rows: number, tables: number) =>
      `${file}: ${rows} rows of ${tables} tables restored`,
    passphraseUnreadable: (file: string) => `The passphrase can’t be read from ${file}.`,
    passphraseMissing: (file: string) => `There is no passphrase in ${file}.`,
    withAddresses:
      'The addresses of your readers are in what is written now, in plain. They were entrusted to you: keep it as you keep a key.',
    exported: (path: string) => `${path}: written`,
    exportedFolder: (path: string, articles: number, comments: number) =>
      `${path}: ${articlesOf(articles)}, and ${commentsOf(comments)} in comments.jsonl`,
    withoutBytes: (names: string) =>
      `Not whole in it, since some of their bytes are missing here: ${names}. "doctor" says what to do.`,
    keptBeside: (path: string, at: string) =>
      `${path} stays as it was: nothing is replaced by what is not whole, which lies in ${at}.`,
    bytesAway:
      'Pictures and files lie in a folder, and it is not there, or MEDIA_DIR does not name it: nothing was written without them.',
  },
  media: {
    inFolder: (count: number, size: number, path: string) =>
      `${mediaOf(count)}, ${bytes('en')(size)}, in ${path}`,
    inDatabase: (count: number, size: number) => `${mediaOf(count)}, ${bytes('en')(size)}, in the database`,
    unset: 'MEDIA_DIR names no folder. Set it for the process that serves as well, and start that anew.',
    progress: (moved: number) => `… ${moved} moved`,
    moved: (count: number) => `${mediaOf(count)} moved`,
    stay: (names: string) => `Some of their bytes are missing, so that these stay where they are: ${names}.`,
    stopped: 'It was stopped before all were moved. Run it again to go on.',
    unsetNow:
      'New ones go into the folder until MEDIA_DIR is taken away. Keep it for a day, and the files that were moved are deleted; or take it away now, and delete the folder yourself.',
  },
  doctor: {
    good: 'good',
    hint: 'hint',
    wrong: 'wrong',
    allWell: 'All is well.',
    needing: plural('en', { one: '# thing needs you.', other: '# things need you.' }),
    subjects: {
      configuration: 'configuration',
      key: 'key',
      roles: 'roles',
      schema: 'schema',
      counts: 'counts',
      orphans: 'orphans',
      work: 'work',
      listener: 'listener',
      media: 'media',
      disk: 'disk',
      clock: 'clock',
      backup: 'backup',
    },
    servedOn: (url: string, engine: string) => `${url} on ${engine}`,
    setBaseUrl:
      'Before others read it, set BASE_URL to the address that they use: feeds, the sitemap and links are written with it.',
    keyFits: 'it opens what was sealed',
    keyDoesNotFit: 'it opens none of the addresses here',
    setKey: 'Set SECRET_KEY to the key that they were sealed with, or SECRET_KEY_PREVIOUS.',
    schema: { current: 'up to date', older: 'older than this program', empty: 'empty' },
    migrate: 'Run "afterword migrate".',
    media: {
      inDatabase: (count: number) => `${mediaOf(count)} in the database`,
      inFolder: (count: number, path: string, free: number) =>
        `${mediaOf(count)} in ${path}, where ${bytes('en')(free)} are free`,
      unset: (count: number) => `${mediaOf(count)} in a folder, and MEDIA_DIR is not set`,
      away: (path: string) => `there is no folder ${path} with .afterword-media in it`,
      locked: (path: string) => `${path} can’t be written to`,
      missing: (count: number, path: string, names: string) =>
        `of ${mediaOf(count)} something is missing from ${path} or cut short: ${names}`,
      setFolder: 'Set MEDIA_DIR to the folder that they lie in.',
      bringFolder:
        'Is its disk mounted? If it has moved, set MEDIA_DIR to where it is; if it was copied, copy that file too.',
      giveRights: 'The user who serves must own it; systemd needs it in ReadWritePaths.',
      putBack:
        'Put the files back from a copy of the folder, or delete them under Media and upload them anew.',
      moveRest: (count: number) =>
        `${mediaOf(count)} more in the database: "afterword media to-folder" moves them.`,
    },
    found: {
      rolesApart: () => 'public pages see nothing private',
      rolesTooWide: () => 'public pages could read private tables',
      countsRight: () => 'every count is what there is',
      countsWrong: plural('en', {
        one: '# count is not what there is',
        other: '# counts are not what there is',
      }),
      noOrphans: () => 'no row belongs to nothing',
      strayAddresses: plural('en', {
        one: '# address belongs to nobody',
        other: '# addresses belong to nobody',
      }),
      strayComments: plural('en', { one: '# comment has no origin', other: '# comments have no origin' }),
      workDone: () => 'nothing is late',
      workFailed: plural('en', { one: '# job failed for good', other: '# jobs failed for good' }),
      workLate: plural('en', { one: '# job is late', other: '# jobs are late' }),
      heard: () => 'changes are heard as they are made',
      deaf: () => 'notices of changes do not come',
      free: (free: number, all: number) => `${bytes('en')(free)} of ${bytes('en')(all)} are free`,
      clocksAgree: () => 'this machine and the database agree',
      clocksDiffer: (seconds: number) => `this machine and the database differ by ${seconds} s`,
      noBackup: () => 'none was made',
      backupToday: () => 'the last is less than a day old',
      backupDays: plural('en', { one: 'the last is # day old', other: 'the last is # days old' }),
    },
    todo: {
      makeRoles: 'Run "afterword migrate", which makes the role and its grants again.',
      countAgain:
        'Something wrote past the triggers. Make a backup and restore it into an empty database, which counts again.',
      removeAddresses:
        'The hourly job "forget-contacts" removes them: is "serve" running, and does its work not fail?',
      noOrigins:
        'They were written past the program. Nothing is lost, but their authors can’t be told apart.',
      lookAtSystem: 'Look at System in the admin: retry them, or drop them.',
      isItServed: 'Jobs are carried out by "serve": is it running?',
      listenDirectly:
        'Pages are made anew for each reader until they do. Behind a pooler, set DATABASE_LISTEN_URL to the server itself.',
      makeRoom: 'Make room: on a full disk nothing can be saved.',
      setClocks: 'Let both follow a time server (NTP).',
      backUp: 'Run "afterword backup FILE" every night, and keep the file and the key elsewhere.',
      lookAtBackup: 'Does the nightly "afterword backup FILE" still run?',
    },
  },
  importing: {
    progress: (articles: number, comments: number, done: number) =>
      `… ${articlesOf(articles)} and ${commentsOf(comments)} read, ${commentsOf(done)} done`,
    kinds: { article: 'article', comment: 'comment', articles: 'articles', comments: 'comments' },
    /** Of one kind: what was read is the sum of the others. */
    sum: (read: number, what: string, parts: string) => `${read} ${what} read = ${parts}`,
    parts: {
      added: (count: number) => `${count} added`,
      updated: (count: number) => `${count} updated`,
      unchanged: (count: number) => `${count} unchanged`,
      merged: (count: number) => `${count} merged`,
      left: (count: number) => `${count} left out`,
    },
    left: (what: string, ids: string, why: string) => `${what} ${ids}: ${why}`,
    aside: (comments: number, address: string) =>
      `${comments} kept aside for ${address}: say with --map where it is now, or import its article`,
    lost: (article: string, what: string) => `"${article}" lost ${what}`,
    files: plural('en', {
      one: '# picture or file brought from the old site',
      other: '# pictures and files brought from the old site',
    }),
    away: (article: string, files: string) => `"${article}" shows from the old site: ${files}`,
    attached: plural('en', {
      one: '# comment came in that an earlier import had kept aside',
      other: '# comments came in that earlier imports had kept aside',
    }),
    cancelled: 'It was ended before all was in. What is in stays; run it again to go on, or take it back.',
    brokenOff: 'What came before is in. Run it again with the whole file: what is in stays as it is.',
    nothingCame: 'Nothing of it came in.',
    takenFor: (path: string, system: string) => `${path}: ${system}`,
    lookedThrough: (path: string, system: string) => `${path}: ${system}, looked through: nothing is changed`,
    unreadable: 'it can’t be read',
    cannotOpen: (path: string, why: string) => `${path}: the blog can’t open it: ${why}`,
    unknown: (path: string) =>
      `${path}: this is like no file that is known. Say what it is: import SYSTEM FILE.`,
    looksLike: (path: string, system: string, said: string, name: string) =>
      `${path}: this looks like a file of ${system}, not of ${said}. Nothing was brought in. Say: import ${name} FILE.`,
    backup: (path: string) => `${path}: This is a backup: restore FILE`,
    neither: (word: string, systems: string) =>
      `"${word}" is neither a file that is here nor a system: ${systems}.`,
    nothingIn: (path: string, system: string) => `${path}: there is nothing of ${system} in it.`,
    siteHolds: (articles: number, comments: number, media: number, rows: number) =>
      `In it: articles ${articles}, comments ${comments}, pictures and files ${media}; rows of all tables ${rows}.`,
    rows: (path: string, rows: number) => `${path}: ${rows} rows`,
    saved: { added: 'added', updated: 'updated', unchanged: 'unchanged' },
    savedAt: (path: string, saved: string, where: string) => `${path}: ${saved}, ${where}`,
    hidden: (slug: string, status: string) => `${slug} (${status})`,
    failed: (failed: number, count: number) =>
      count === 1
        ? 'The file was not imported.'
        : `${failed} of ${count} files ${failed === 1 ? 'was' : 'were'} not imported.`,
    failedInPart: (failed: number, count: number) =>
      count === 1
        ? 'The file was not imported whole.'
        : `${failed} of ${count} files ${failed === 1 ? 'was' : 'were'} not imported whole.`,
    takeBackTakes: 'import --take-back takes the number of one import, as "imports" lists it.',
  },
  imports: {
    none: 'Nothing was imported yet.',
    cutOff: 'cut off: run it again',
    added: (articles: number, comments: number) =>
      `${articlesOf(articles)} and ${commentsOf(comments)} added`,
    from: (source: string, file: string, actor: string, what: string) =>
      `${source}, ${file}, by ${actor}: ${what}`,
    takenBackOn: (day: string) => `, taken back ${day}`,
    takenBack: (articles: number, comments: number, id: number) =>
      `${articlesOf(articles)} and ${commentsOf(comments)} of import ${id} were taken back.`,
    places: plural('en', {
      one: '# comment that others have answered since is a place without words.',
      other: '# comments that others have answered since are places without words.',
    }),
    alreadyTakenBack: (id: number, day: string) => `Import ${id} was taken back already, on ${day}.`,
    addressesGone: plural('en', {
      one: '# old address that it had redirected no longer redirects.',
      other: '# old addresses that it had redirected no longer redirect.',
    }),
    asideGone: plural('en', {
      one: '# that was kept aside is gone.',
      other: '# that were kept aside are gone.',
    }),
    stays: (title: string, slug: string, why: string) => `"${title}" (${slug}) stays: ${why}.`,
    kept: { edited: 'it was edited here', discussed: 'others have commented on it' },
    stopped: 'It was stopped before all was taken back. Run it again to go on.',
    notThere: (id: number) => `There is no import ${id}. "imports" lists those there are.`,
    noneWaits: 'No comment waits for an article.',
    waiting:
      'They come in once the article does, or with "imports attach --map FILE" and lines of old and new addresses.',
    attached: plural('en', {
      one: '# comment came in that had waited for its article.',
      other: '# comments came in that had waited for their articles.',
    }),
    mapIsForAttach: '--map is for imports attach.',
    noPart: (action: string, word: string) => `imports ${action}: "${word}" is no part of it.`,
    noSuchAction: (action: string, usage: string) => `imports ${action}: there is only ${usage}`,
    which: (action: string) => `Which import? Give its number, as "imports" lists it: imports ${action} 3`,
    mapUnreadable: (path: string) => `The map ${path} can’t be read.`,
    lineOfMap: (line: number) => `line ${line} of the map`,
    leadsNowhere: (line: string, address: string) => `${line}: there is no article at ${address}.`,
    mapWrong: (path: string, line: number) => `${path}:${line}: a line is an old address, a tab, a new one.`,
  },
}

export type CliMessages = typeof cli

export default cli
