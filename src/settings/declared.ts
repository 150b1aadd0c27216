import type { Right } from '../accounts/roles.ts'
import { dateFormats } from '../i18n/formats.ts'
import { languages } from '../i18n/messages.ts'
import { readNetwork } from '../text/network.ts'
import { type Kind, line, lines, oneOf, onOff, timeZoneOf, whole } from './kinds.ts'
import { colour, navigationEntry, picture, prose } from './look-kinds.ts'

/**
 * Every setting of the site, declared once: what the types, the command line, the forms, the table in the docs and the
 * audit log know of it comes from here. Its words are in `i18n/languages/TAG/settings.ts`.
 */
interface Setting<T> {
  kind: Kind<T>
  /** What it is until somebody changes it. */
  standard: T
  /** Where forms and docs show it. */
  group: Group
  /** What a person must be allowed, to change it. */
  right: Right
  /** Whether public pages look different once it changes: then all of them are made anew. */
  showsOnPages: boolean
}

export const groups = ['site', 'look', 'moderation', 'who', 'display', 'following', 'privacy'] as const
export type Group = (typeof groups)[number]
/** What the site is and how it is read; the rest is about its conversations. */
export const siteGroups: readonly Group[] = ['site', 'look', 'following', 'privacy']

const setting = <T>(group: Group, kind: Kind<T>, standard: NoInfer<T>, showsOnPages = true): Setting<T> => ({
  kind,
  standard,
  group,
  right: 'change settings',
  showsOnPages,
})

/** The colour that the stylesheet has by itself. */
export const standardAccent = '#27468f'

/** Settings that anyone may know: pages are made with them. */
export const openSettings = {
  title: setting('site', line(1, 200), 'Afterword'),
  tagline: setting('site', line(0, 500), ''),
  language: setting('site', oneOf(languages), 'en'),
  time_zone: setting('site', timeZoneOf(timeZones()), 'UTC'),
  date_format: setting('site', oneOf(dateFormats), 'long'),
  posts_per_page: setting('site', whole(1, 100), 10),
  media_megabytes: setting('site', whole(0, 10_000_000), 10_000, false),
  avif_pictures: setting('site', onOff, false, false),
  logo: setting('look', picture, ''),
  icon: setting('look', picture, ''),
  accent: setting('look', colour, standardAccent),
  navigation: setting('look', lines(entry, 20), []),
  footer: setting('look', prose(5_000), ''),
  hold_comments: setting('moderation', onOff, false, false),
  trust_after: setting('moderation', whole(0, 100), 1, false),
  hold_links: setting('moderation', whole(0, 1000), 2, false),
  proof_of_work: setting('moderation', oneOf(['never', 'attacked', 'always']), 'never'),
  ask_akismet: setting('moderation', onOff, false),
  who_may_comment: setting('who', oneOf(['everyone', 'staff', 'nobody']), 'everyone'),
  name_email_required: setting('who', onOff, true),
  close_after_days: setting('who', whole(0, 36_500), 0),
  comments_per_minute: setting('who', whole(1, 10_000), 5, false),
  edit_minutes: setting('who', whole(0, 1440), 15),
  thread_depth: setting('display', whole(1, 10), 5),
  threads_per_page: setting('display', whole(1, 100), 50),
  thread_order: setting('display', oneOf(['oldest', 'newest']), 'oldest'),
  first_page: setting('display', oneOf(['oldest', 'newest']), 'oldest'),
  feed_content: setting('following', oneOf(['whole', 'excerpt']), 'whole'),
  video_pictures: setting('privacy', onOff, true),
  forget_origins_after_days: setting('privacy', whole(0, 36_500), 90),
  privacy_text: setting('privacy', prose(50_000), ''),
  privacy_place: setting('privacy', oneOf(['before', 'instead']), 'before'),
}

/** Settings that readers don't see: whoever knows the words writes around them. */
export const hiddenSettings = {
  learn_spam: setting('moderation', onOff, true, false),
  notice_attacks: setting('moderation', onOff, true, false),
  held_words: setting('moderation', lines(word), [], false),
  spam_words: setting('moderation', lines(word), [], false),
  blocked_networks: setting('moderation', lines(network), [], false),
}

/** All of them, in the order in which they are shown. */
export const declared = { ...openSettings, ...hiddenSettings }

type ValuesOf<D> = { [N in keyof D]: D[N] extends Setting<infer T> ? T : never }

/** The site's settings, as pages and rules follow them. */
export type Settings = ValuesOf<typeof openSettings>
export type HiddenSettings = ValuesOf<typeof hiddenSettings>
export type AllSettings = Settings & HiddenSettings
/** Which of many stands first. */
export type End = Settings['thread_order']
export type SettingName = keyof typeof declared

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(declared, name)

/** The names of all settings, in the order in which they are shown. */
export const settingNames: readonly SettingName[] = Object.keys(declared).filter(isSettingName)

/** The IANA names that this program knows; databases know them too. */
function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter(name => name !== 'UTC')]
}

/** A line of the navigation, kept as it was typed. */
function entry(line: string) {
  return navigationEntry(line) === null ? ({ is: 'entry' } as const) : { value: line }
}

/** A word or a phrase of a list. */
function word(line: string) {
  const isWord = line.length <= 200 && line.isWellFormed() && !line.includes('\0')
  return isWord ? { value: line } : ({ is: 'word' } as const)
}

/** An address or a network, kept in the one way to write it. */
function network(line: string) {
  const read = readNetwork(line)
  if ('cidr' in read) return { value: read.cidr }
  return { is: read.problem === 'zone' ? 'zone' : 'network' } as const
}
