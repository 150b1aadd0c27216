// As the command line does it: what was compiled once is not compiled at the next start.
import { enableCompileCache } from 'node:module'

enableCompileCache(`${import.meta.dirname}/../../.compiled`)
await import('./answer-beside.ts')
