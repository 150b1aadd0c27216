/** A comment as a file of WordPress has it. */
export interface WordpressComment {
  name: string
  email: string
  ip: string
  text: string
  /** Which of those before it it answers, from 1 on; left out for none. */
  answers?: number
}

/** A file of WordPress with one article and its comments, each a day after the one before. */
export function wordpressFile(
  { slug, status }: { slug: string; status: 'publish' | 'draft' },
  comments: readonly WordpressComment[],
): string {
  const items = comments.map(
    ({ name, email, ip, text, answers = 0 }, n) => `<wp:comment><wp:comment_id>${n + 1}</wp:comment_id>
      <wp:comment_author>${name}</wp:comment_author>
      <wp:comment_author_email>${email}</wp:comment_author_email>
      <wp:comment_author_url></wp:comment_author_url><wp:comment_author_IP>${ip}</wp:comment_author_IP>
      <wp:comment_date_gmt>2026-11-0${n + 1} 09:05:00</wp:comment_date_gmt>
      <wp:comment_content>${text}</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
      <wp:comment_type>comment</wp:comment_type><wp:comment_parent>${answers}</wp:comment_parent></wp:comment>`,
  )
  return `<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
    <link>https://old.example</link><language>en</language>
    <wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
    <item><title>${slug}</title><link>https://old.example/${slug}/</link><wp:post_id>7</wp:post_id>
    <wp:post_date_gmt>2026-10-01 09:05:00</wp:post_date_gmt><wp:post_name>${slug}</wp:post_name>
    <wp:post_type>post</wp:post_type><wp:status>${status}</wp:status>
    ${items.join('\n')}</item></channel></rss>`
}
