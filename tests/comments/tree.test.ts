import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShownComment } from '../../src/comments/shown-comment.ts'
import { arrange, type CommentNode } from '../../src/comments/tree.ts'
import { anyConversation, type Known, known } from './random-conversation.ts'

/** As the database makes them of times and ids; these were all said at one time. */
function bytesOf(id: number): Buffer {
  const step = Buffer.alloc(16)
  step.writeBigUInt64BE(BigInt(id), 8)
  return step
}

const shown = ({ id, path, parent }: Known & { parent: number | null }): ShownComment => ({
  id,
  step: id,
  path,
  place: Buffer.concat(path.map(bytesOf)),
  parent_id: parent,
  thread_id: path[0] ?? 0,
  name: `Reader ${id}`,
  website: null,
  html: '',
  language: 'en',
  avatar: '0'.repeat(16),
  created_at: new Date(0),
  edited_at: null,
  is_staff: false,
  pending: false,
})

/** Every node with its level and the node above it, depth first. */
function nodesIn(
  nodes: readonly CommentNode[],
  above: CommentNode | null = null,
  level = 1,
): { node: CommentNode; above: CommentNode | null; level: number }[] {
  return nodes.flatMap(node => [{ node, above, level }, ...nodesIn(node.replies, node, level + 1)])
}

const anyShown = anyConversation.map(sayings => {
  const ids = sayings.map((_, place) => place + 1)
  const parents = new Map(
    sayings.map(({ answers }, place) => [place + 1, answers === undefined ? null : answers + 1]),
  )
  return known(sayings, ids)
    .filter(({ status }) => status === 'approved')
    .map(comment => shown({ ...comment, parent: parents.get(comment.id) ?? null }))
})

const anyDepth = fc.integer({ min: 1, max: 10 })

test('each comment stands in the tree once, in the order of its thread, in whatever order they come', () => {
  fc.assert(
    fc.property(anyShown, anyDepth, fc.infiniteStream(fc.nat()), (comments, depth, random) => {
      const mixed = comments
        .map(comment => ({ comment, at: random.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ comment }) => comment)
      const nodes = nodesIn(arrange(mixed, depth))
      const found = nodes.flatMap(({ node }) => (node.comment ? [node.comment.id] : []))
      expect(found).toEqual(comments.map(({ id }) => id))
      expect(Math.max(0, ...nodes.map(({ level }) => level))).toBeLessThanOrEqual(depth)
    }),
  )
})

test('a reply stands under whom it answers, or names whom it answers if anyone can still see that', () => {
  fc.assert(
    fc.property(anyShown, anyDepth, (comments, depth) => {
      const visible = new Set(comments.map(({ id }) => id))
      for (const { node, above } of nodesIn(arrange(comments, depth))) {
        const parent = node.comment?.parent_id ?? null
        const isNamed = parent !== null && above?.id !== parent && visible.has(parent)
        expect(node.answers?.id ?? null).toBe(isNamed ? parent : null)
      }
    }),
  )
})

test('a place is kept for what is gone only where something under it is left', () => {
  fc.assert(
    fc.property(anyShown, comments => {
      const kept = nodesIn(arrange(comments, 10)).filter(({ node }) => node.comment === null)
      const idle = kept.filter(({ node }) => !comments.some(({ path }) => path.includes(node.id)))
      expect(idle).toEqual([])
    }),
  )
})
