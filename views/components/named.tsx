import { hasRightToLeft } from '../../src/i18n/direction.ts'

interface NamedProps {
  /** A sentence of the interface, which takes a name. */
  text: (name: string) => string
  name: string
}

/** A sentence with a name in it, which runs in its own direction; apart only where one of the two would turn the other. */
export function Named({ text, name }: NamedProps) {
  const sentence = text(name)
  if (!hasRightToLeft(sentence)) return <>{sentence}</>
  const [before = '', after = ''] = text(place).split(place)
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  )
}

/** Stands where the name is to be; nobody can type it into a message. */
const place = '\ufffc'
