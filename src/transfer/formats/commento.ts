import type { Reader } from '../format.ts'
import { isSet, numberAt, recordOf, textAt, valuesIn } from '../json-records.ts'
import { type ForeignState, type Item, SeveralSites } from '../stream.ts'
import { timeIn } from '../times.ts'

type Row = Readonly<Record<string, unknown>>

/** Commento (version 1) and Comentario (1 and 3): their JSON, mostly compressed. */
export const commento: Reader = {
  recognises: ({ head }) =>
    /^\s*\{\s*"version"\s*:\s*[13]\b/.test(head) &&
    /"(?:commentHex|commenterHex|pageId|commenters|userCreated|domainId)"/.test(head),

  async *read(source, { site }): AsyncGenerator<Item> {
    const people = new Map<string, Row>()
    const pages = new Map<string, string>()
    const sites = new Set<string>()
    for await (const { path, value } of valuesIn(source, path =>
      /^(?:commenters|pages)\.\*$|\.(?:domain|host)$/.test(path),
    )) {
      const row = recordOf(value)
      if (path === 'pages.*') pages.set(textAt(row, 'id'), textAt(row, 'path'))
      else if (path === 'commenters.*') people.set(textAt(row, 'commenterHex') || textAt(row, 'id'), row)
      else if (path.startsWith('comments.')) sites.add(String(value))
    }
    if (sites.size > 1 && (site === null || !sites.has(site))) throw new SeveralSites([...sites].sort())
    yield { is: 'site', name: site ?? [...sites][0] ?? '' }
    for await (const { value } of valuesIn(source, path => path === 'comments.*')) {
      const row = recordOf(value)
      const of = textAt(row, 'domain') || textAt(row, 'host')
      if (site !== null && of !== '' && of !== site)
        yield { is: 'left', what: 'comment', id: idOf(row), why: 'otherSite' }
      else yield commentOf(row, people, pages)
    }
  },
}

const idOf = (row: Row) => textAt(row, 'commentHex') || textAt(row, 'id')

function commentOf(row: Row, people: ReadonlyMap<string, Row>, pages: ReadonlyMap<string, string>): Item {
  const id = idOf(row)
  const address = textAt(row, 'url') || textAt(row, 'path') || (pages.get(textAt(row, 'pageId')) ?? '')
  if (address === '') return { is: 'left', what: 'comment', id, why: 'noThread' }
  const createdAt = timeIn(textAt(row, 'creationDate') || textAt(row, 'createdTime'))
  if (createdAt === null) return { is: 'left', what: 'comment', id, why: 'noTime' }
  const markdown = textAt(row, 'markdown')
  const state = stateOf(row)
  if (state !== 'removed' && markdown.trim() === '')
    return { is: 'left', what: 'comment', id, why: 'emptyText' }
  const person = people.get(textAt(row, 'commenterHex') || textAt(row, 'userCreated')) ?? {}
  const website = textAt(person, 'link') || textAt(person, 'websiteUrl')
  const parent = textAt(row, 'parentHex') || textAt(row, 'parentId')
  return {
    is: 'comment',
    comment: {
      twin: null,
      id,
      on: { address },
      parent: parent === '' || parent === 'root' ? null : parent,
      state,
      isMention: false,
      name: textAt(person, 'name') || textAt(row, 'authorName'),
      email: textAt(person, 'email'),
      website: website === 'undefined' ? '' : website,
      ip: textAt(row, 'authorIp') || null,
      text: { markdown },
      createdAt,
      editedAt: timeIn(textAt(row, 'editedTime')),
      isStaff: isSet(person, 'isModerator') || isSet(person, 'isOwner'),
      votes: numberAt(row, 'score'),
    },
  }
}

function stateOf(row: Row): ForeignState {
  if (isSet(row, 'deleted') || isSet(row, 'isDeleted') || textAt(row, 'markdown') === '[deleted]')
    return 'removed'
  const state = textAt(row, 'state')
  if (state === 'flagged') return 'spam'
  if (state !== '') return state === 'approved' ? 'approved' : 'pending'
  return isSet(row, 'isApproved') && !isSet(row, 'isPending') ? 'approved' : 'pending'
}
