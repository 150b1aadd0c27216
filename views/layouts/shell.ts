import type { DateFormat } from '../../src/i18n/formats.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { SiteFrame } from '../../src/look/frame.ts'

export type Theme = 'system' | 'light' | 'dark'

/** What every page is made with: who reads it, and the site it belongs to. */
export interface Shell {
  t: Messages
  language: string
  languages: readonly { tag: string; name: string }[]
  theme: Theme
  site: SiteFrame
  assets: {
    css: string
    js: string
    version: string
    searchJs: string
    adminCss: string
    adminJs: string
    passkeysJs: string
    writingJs: string
  }
  /** How days are written, for the scripts that write them too. */
  dates: DateFormat
  baseUrl: string
  /** For who is signed in and runs the blog; never on a page that is kept. */
  staff: { writes: boolean } | null
  /** Where the preferences form leads back to. */
  path: string
}
