import type { Messages } from '../../src/i18n/messages.ts'

interface TimedProps {
  t: Messages
  /** A sentence of the interface, which takes a time. */
  text: (time: string) => string
  time: Date
}

/** A sentence with a time in it, which a browser can tell as the reader's own. */
export function Timed({ t, text, time }: TimedProps) {
  const [before = '', after = ''] = text(place).split(place)
  return (
    <>
      {before}
      <time datetime={time.toISOString()}>{t.dateTime(time)}</time>
      {after}
    </>
  )
}

/** Stands where the time is to be. */
const place = '\ufffc'
