import { exceedsBounds } from './markdown-bounds.ts'
import type { KnownVideo } from './videos.ts'
import { plainPost, renderPost, type RenderedPost } from './post-html.ts'
import { type PostTerms, postTerms } from './post-terms.ts'

/** What of an article its HTML, its beginning and its terms are made from. */
export interface WrittenPost {
  title: string
  /** Names. */
  tags: readonly string[]
  /** Markdown. */
  source: string
  /** BCP 47. */
  language: string
  /** Null: the beginning of the text. */
  excerpt: string | null
  /** Those whose picture is kept here; the address of any other stays a link. */
  videos?: readonly KnownVideo[]
  /** Whether its blocks say on which line of the Markdown they begin: for who scrolls both, and for no reader. */
  isLined?: boolean
}

/** What readers get of an article, and by which terms they find it. */
export interface MadePost extends RenderedPost, PostTerms {
  /** Whether its Markdown costs more than an article may, and it stands as it was typed. */
  isPlain: boolean
}

/** What the thread that makes articles is asked. */
export interface AskedPost {
  post: WrittenPost
  /** Whether to leave its Markdown as it was typed. */
  isPlain: boolean
}

/** Makes an article. Does not bound what the parser costs: that is for who calls it. */
export function makePost({ post, isPlain: asTyped }: AskedPost): MadePost {
  const { title, tags, source, language, videos, isLined } = post
  const isPlain = asTyped || exceedsBounds(source)
  const { excerpt: beginning, ...rendered } = isPlain
    ? plainPost(source, language)
    : renderPost(source, language, { videos, isLined })
  const excerpt = post.excerpt ?? beginning
  return { ...rendered, excerpt, isPlain, ...postTerms({ title, tags, excerpt, html: rendered.html }) }
}
