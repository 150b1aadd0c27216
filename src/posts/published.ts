import { sql } from 'kysely'

/** Whether readers may see the article `p` of a query: published, and not only in a time to come. */
export const isPublished = sql<boolean>`p.status = 'published' and p.published_at <= now()`
