import { escapeHtml } from '../text/html.ts'

/** A page that search engines may find, by its absolute address. */
export interface MappedPage {
  page: string
  updated: Date | null
  /** The same in each of its languages, where there are several. */
  translations?: readonly { language: string; page: string }[]
}

/** Writes a sitemap (sitemaps.org, protocol 0.9); at most 50,000 pages are one. */
export const writeSitemap = (pages: readonly MappedPage[]): string => write('urlset', 'url', pages)

/** Writes the index of several. */
export const writeSitemapIndex = (maps: readonly MappedPage[]): string =>
  write('sitemapindex', 'sitemap', maps)

function write(list: string, item: string, pages: readonly MappedPage[]): string {
  const items = pages.map(({ page, updated, translations = [] }) => {
    const lastmod = updated ? `<lastmod>${updated.toISOString()}</lastmod>` : ''
    const others = translations.map(
      each =>
        `<xhtml:link rel="alternate" hreflang="${escapeHtml(each.language)}" href="${escapeHtml(each.page)}"/>`,
    )
    return `<${item}><loc>${escapeHtml(page)}</loc>${lastmod}${others.join('')}</${item}>\n`
  })
  const linked = pages.some(({ translations }) => translations)
    ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    : ''
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<${list} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${linked}>\n${items.join('')}</${list}>\n`
  )
}
