import { escapeHtml } from '../text/html.ts'

/** A page that search engines may find, by its absolute address. */
export interface MappedPage {
  page: string
  updated: Date | null
}

/** Writes a sitemap (sitemaps.org, protocol 0.9); at most 50,000 pages are one. */
export const writeSitemap = (pages: readonly MappedPage[]): string => write('urlset', 'url', pages)

/** Writes the index of several. */
export const writeSitemapIndex = (maps: readonly MappedPage[]): string =>
  write('sitemapindex', 'sitemap', maps)

function write(list: string, item: string, pages: readonly MappedPage[]): string {
  const items = pages.map(({ page, updated }) => {
    const lastmod = updated ? `<lastmod>${updated.toISOString()}</lastmod>` : ''
    return `<${item}><loc>${escapeHtml(page)}</loc>${lastmod}</${item}>\n`
  })
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<${list} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('')}</${list}>\n`
  )
}
