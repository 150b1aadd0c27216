import { PGlite } from '@electric-sql/pglite'

// Loaded before the program: a database inside the process that has broken answers nothing, and holds nothing open.
PGlite.create = () => new Promise(() => {})
