import { decoded, wordsOf } from '../article-markdown.ts'
import type { Reader } from '../format.ts'
import { isLocalAddress } from '../old-address.ts'
import type { Item, Reason } from '../stream.ts'
import { timeIn } from '../times.ts'
import { type Element, elementsIn, textIn } from '../xml.ts'

/** Disqus: the XML that is mailed from Admin → Export. */
export const disqus: Reader = {
  recognises: ({ head }) => /<disqus\b/.test(head),

  async *read(source): AsyncGenerator<Item> {
    /** The address of each thread, or why its comments don't come in. */
    const threads = new Map<string, { address: string } | { why: Reason }>()
    let isNamed = false
    for await (const { element } of elementsIn(source, new Set(['disqus/thread', 'disqus/post']))) {
      if (!isNamed && element.name === 'thread') {
        isNamed = true
        yield { is: 'site', name: textIn(element, 'forum') }
      }
      const id = element.attributes['id'] ?? ''
      const link = textIn(element, 'link').trim()
      if (element.name === 'post') yield commentOf(element, threads)
      else if (textIn(element, 'isDeleted') === 'true') threads.set(id, { why: 'threadDeleted' })
      else threads.set(id, isLocalAddress(link) ? { why: 'localhost' } : { address: link })
    }
  },
}

function commentOf(post: Element, threads: ReadonlyMap<string, { address: string } | { why: Reason }>): Item {
  const text = (name: string) => textIn(post, name)
  const child = (name: string) => post.children.find(child => child.name === name)
  const id = post.attributes['id'] ?? null
  const left = (why: Reason): Item => ({ is: 'left', what: 'comment', id: id ?? text('createdAt'), why })
  const thread = threads.get(child('thread')?.attributes['id'] ?? '')
  if (thread === undefined) return left('noThread')
  if ('why' in thread) return left(thread.why)
  const createdAt = timeIn(text('createdAt'))
  if (createdAt === null) return left('noTime')
  const isDeleted = text('isDeleted') === 'true'
  const isEmpty = wordsOf(text('message')) === '' && !/<img\b/.test(text('message'))
  if (isEmpty && !isDeleted) return left('emptyText')
  const author = child('author')
  const isSpam = text('isSpam') === 'true'
  return {
    is: 'comment',
    comment: {
      id,
      // Of one comment that came here twice: from under the old address, and from under the new.
      twin: text('id').startsWith('wp_id') ? text('id') : null,
      on: { address: thread.address },
      parent: child('parent')?.attributes['id'] ?? null,
      state: isDeleted ? (isSpam && !isEmpty ? 'trash' : 'removed') : isSpam ? 'spam' : 'approved',
      isMention: false,
      name: author ? decoded(textIn(author, 'name')) : '',
      email: author ? textIn(author, 'email').trim() : '',
      website: '',
      ip: text('ipAddress') || null,
      text: { html: text('message').replace(/@([\w.-]+):disqus\b/g, '@$1') },
      createdAt,
      editedAt: null,
      isStaff: false,
      votes: 0,
    },
  }
}
