import type { End } from '../settings/declared.ts'
import type { ShownComment } from './shown-comment.ts'

/** A comment with its replies. */
export interface CommentNode<C extends ShownComment = ShownComment> {
  id: number
  /** Null where something was said that is not public any more, but was answered. */
  comment: C | null
  /** Whom it answers, where the tree alone does not show it. */
  answers: C | null
  replies: CommentNode<C>[]
}

interface Placed<C extends ShownComment> {
  node: CommentNode<C>
  depth: number
  /** The list that holds the node, and whose replies they are. */
  siblings: CommentNode<C>[]
  owner: number | null
}

/**
 * Arranges comments, in any order, as threads at most `maxDepth` levels deep. Deeper replies stand on the last level
 * in the order of their threads and name whom they answer; an answered comment that is missing leaves its place.
 * The order is that of threads: within one, what answers follows what it answers.
 */
export function arrange<C extends ShownComment>(
  comments: readonly C[],
  maxDepth: number,
  order: End = 'oldest',
): CommentNode<C>[] {
  const roots: CommentNode<C>[] = []
  const placed = new Map<number, Placed<C>>()
  for (const comment of inPlace(comments)) {
    const place = placeNode(comment.path, placed, roots, maxDepth)
    place.node.comment = comment
    if (comment.parent_id !== place.owner && comment.parent_id !== null)
      place.node.answers = placed.get(comment.parent_id)?.node.comment ?? null
  }
  return order === 'oldest' ? roots : roots.toReversed()
}

function placeNode<C extends ShownComment>(
  path: readonly number[],
  placed: Map<number, Placed<C>>,
  roots: CommentNode<C>[],
  maxDepth: number,
): Placed<C> {
  let parent: Placed<C> | null = null
  for (const id of path) {
    const place: Placed<C> = placed.get(id) ?? addNode(id, parent, roots, maxDepth)
    placed.set(id, place)
    parent = place
  }
  if (parent === null) throw new Error('a comment has an empty path')
  return parent
}

function addNode<C extends ShownComment>(
  id: number,
  parent: Placed<C> | null,
  roots: CommentNode<C>[],
  maxDepth: number,
): Placed<C> {
  const node: CommentNode<C> = { id, comment: null, answers: null, replies: [] }
  const place =
    parent === null
      ? { node, depth: 1, siblings: roots, owner: null }
      : parent.depth < maxDepth
        ? { node, depth: parent.depth + 1, siblings: parent.node.replies, owner: parent.node.id }
        : { node, depth: parent.depth, siblings: parent.siblings, owner: parent.owner }
  place.siblings.push(node)
  return place
}

/** Mostly they are: what is read comes in this order. */
function inPlace<C extends ShownComment>(comments: readonly C[]): readonly C[] {
  for (let n = 1; n < comments.length; n++) {
    const [one, next] = [comments[n - 1], comments[n]]
    if (one && next && byPlace(one, next) > 0) return [...comments].sort(byPlace)
  }
  return comments
}

const byPlace = (a: ShownComment, b: ShownComment) => Buffer.compare(a.place, b.place)
