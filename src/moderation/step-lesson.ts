import { sql } from 'kysely'
import type { Lesson } from '../db/spam-tables.ts'

/**
 * In a query of the log `l`: what a comment is known to be after that step. What was learned later, from all comments
 * at once, stands beside: a row of the log says by who wrote it when its step was taken (`wasCommittedBy`).
 */
export const lessonOfStep = sql<Lesson | null>`coalesce(l.lesson, (
  select s.lesson from private.step_lessons s where s.step = l.id))`
