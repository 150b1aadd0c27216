import { standardAccent, type Settings } from '../settings/declared.ts'
import { type NavigationEntry, navigationEntry } from '../settings/look-kinds.ts'
import { ownMedia } from '../text/pictures.ts'
import { renderPost } from '../text/post-html.ts'
import { urls } from '../urls.ts'

/** What stands around every page of the site, made of its settings. */
export interface SiteFrame {
  title: string
  tagline: string
  navigation: NavigationEntry[]
  /** Sanitised HTML; empty for none. */
  footer: string
  /** In place of the title's letters. */
  logo: { src: string; width: number; height: number } | null
  icon: { href: string; type: string }
  /** A colour such as `#27468f`; null where it is the stylesheet's own. */
  accent: string | null
}

const frames = new WeakMap<Settings, SiteFrame>()

/** Returns the frame of pages with some settings, made once for each change of them. */
export function frameOf(settings: Settings): SiteFrame {
  const known = frames.get(settings)
  if (known) return known
  const frame: SiteFrame = {
    title: settings.title,
    tagline: settings.tagline,
    navigation: settings.navigation.flatMap(line => navigationEntry(line) ?? []),
    footer: footerHtml(settings),
    logo: logoOf(settings.logo),
    icon: iconOf(settings.icon),
    accent: settings.accent === standardAccent ? null : settings.accent,
  }
  frames.set(settings, frame)
  return frame
}

/** Its ids are apart from those of the article above it. */
function footerHtml({ footer, language }: Settings): string {
  if (footer === '') return ''
  const { html } = renderPost(footer, language)
  return html.replace(/( (?:id|href)="#?)(section|footnote)-/g, '$1foot-$2-')
}

function logoOf(src: string): SiteFrame['logo'] {
  const medium = ownMedia(src)
  return medium?.kind === 'picture' ? { src, width: medium.width, height: medium.height } : null
}

function iconOf(src: string): SiteFrame['icon'] {
  if (src === '') return { href: urls.icon, type: 'image/svg+xml' }
  return { href: smallOf(src), type: src.endsWith('.svg') ? 'image/svg+xml' : 'image/webp' }
}

/** The smallest copy of a picture. */
export function smallOf(src: string): string {
  const medium = ownMedia(src)
  const copies = medium?.kind === 'picture' ? medium.copies : null
  return copies?.split(' ')[0] ?? src
}
