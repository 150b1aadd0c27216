import type { QueueQuery } from './queue-query.ts'

/** Which list a form was sent from, so that its answer leads back to it. */
export function HiddenFields({ query }: { query: QueueQuery }) {
  return (
    <>
      {Object.entries(query).map(([name, value]) =>
        value === null || value === '' ? null : <input type="hidden" name={name} value={value} />,
      )}
    </>
  )
}
