import { listed } from '../report.ts'
import type { Run } from '../run.ts'
import type { ForeignArticle } from '../stream.ts'
import { knownFiles } from './known-files.ts'
import { baseOf, filesIn, withAddresses } from './links.ts'

/** An article that shows from here what an earlier import brought of its files; the report lists those of the old site. */
export async function withKnownFiles(run: Run, article: ForeignArticle): Promise<ForeignArticle> {
  const links = filesIn(article.markdown, baseOf(run.of, article.id))
  if (links.length === 0) return article
  const addresses = [...new Set(links.map(({ url }) => url))]
  const known = await knownFiles(run.db, run.of, addresses)
  const { away } = run.report
  const files = addresses.filter(url => !known.has(url))
  if (files.length > 0 && away.length < listed) away.push({ article: article.title || article.id, files })
  return { ...article, markdown: withAddresses(article.markdown, links, url => known.get(url)) }
}
