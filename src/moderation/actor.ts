import type { Actor } from '../accounts/audit-log.ts'
import type { StepKind } from '../db/tables.ts'

/** Whose doing a step is. Only a person of the blog has a name, and an account until it is removed. */
export type StepActor =
  | { kind: 'staff'; account: number | null; name: string }
  | { kind: Exclude<StepKind, 'staff'> }

/** One of the blog's people, as the one who takes a step. */
export const staff = ({ account, name }: Actor): StepActor => ({ kind: 'staff', account, name })

/** Whose decisions stand until a person lifts them, and can be taken back. */
export const persons = ['staff', 'command'] as const satisfies readonly StepKind[]

/** Whether a person takes a step: somebody who runs the blog, in a browser or on the command line. */
export const isPerson = ({ kind }: StepActor): boolean => persons.some(person => person === kind)
