import { postLimits } from '../../posts/form.ts'
import { webAddress } from '../../text/web-address.ts'
import type { ForeignArticle } from '../stream.ts'
import { tidyLine } from '../tidy.ts'
import { type Fields, flagField, textField } from './fields.ts'
import type { Flavour } from './flavour.ts'

type OwnFields = Pick<ForeignArticle, 'excerpt' | 'description' | 'canonical' | 'isPinned' | 'commentsUntil'>

/** What `export markdown` says of an article; a generator means something else by some of it, and says the rest elsewhere. */
export function ownFields(flavour: Flavour, fields: Fields): OwnFields {
  if (flavour !== 'plain') return { excerpt: textField(fields, 'excerpt', 'description', 'summary') || null }
  const isNamed = 'excerpt' in fields
  const description = isNamed ? tidyLine(textField(fields, 'description'), postLimits.description) : ''
  const canonical = textField(fields, 'canonical')
  const isAddress = canonical.length <= postLimits.canonical && webAddress(canonical) !== null
  const until = textField(fields, 'comments').toLowerCase()
  const days = Number(/^(\d{1,9}) days?$/.exec(until)?.[1] ?? 0)
  return {
    excerpt: textField(fields, 'excerpt', ...(isNamed ? [] : ['description', 'summary'])) || null,
    ...(description === '' ? {} : { description }),
    ...(isAddress ? { canonical } : {}),
    ...(flagField(fields, 'pinned') === true ? { isPinned: true } : {}),
    ...(until === 'always' ? { commentsUntil: { until } } : {}),
    ...(days > 0 && days <= postLimits.days ? { commentsUntil: { until: 'days', days } } : {}),
  }
}
