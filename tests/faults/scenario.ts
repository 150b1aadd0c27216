import type { Cluster } from './cluster.ts'
import type { Finding } from './findings.ts'
import type { Place } from './place.ts'

/** What a scenario is given. */
export interface Run {
  engine: 'Postgres' | 'PGlite'
  /** A new blog on the engine; on PGlite in `folder`. */
  place: (folder?: string) => Promise<Place>
  rounds: number
  /** From 0 to 1, the same series for the same seed. */
  random: () => number
}

/** What one is given that is about Postgres itself. */
export interface RunOnPostgres extends Run {
  cluster: Cluster
  /** Where its programs are. */
  bin: string
}

/** Something that goes wrong, and the rounds that it is tried by default. */
export type Scenario =
  | { on: 'both'; rounds: number; run: (run: Run) => Promise<Finding> }
  | { on: 'Postgres'; rounds: number; run: (run: RunOnPostgres) => Promise<Finding> }
