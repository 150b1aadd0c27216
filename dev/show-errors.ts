import { subscribe } from 'node:diagnostics_channel'
import { inspect } from 'node:util'

// Loaded before the program by `npm run dev`: a developer sees each error whole, which no log of a blog may hold.
subscribe('afterword:error', error => {
  process.stderr.write(`${inspect(error, { colors: process.stderr.isTTY })}\n`)
})
