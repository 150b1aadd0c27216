import type { Format, Reader } from './format.ts'
import { artalk } from './formats/artalk.ts'
import { commento } from './formats/commento.ts'
import { cusdis } from './formats/cusdis.ts'
import { disqus } from './formats/disqus.ts'
import { ghost } from './formats/ghost.ts'
import { isso } from './formats/isso.ts'
import { markdown } from './formats/markdown.ts'
import { remark42 } from './formats/remark42.ts'
import { waline } from './formats/waline.ts'
import { wordpress } from './formats/wordpress.ts'
import type { Source } from './open-file.ts'
import { type SystemName, systems } from './systems.ts'

const readers: Readonly<Record<SystemName, Reader>> = {
  ...{ wordpress, disqus, ghost, isso, remark42, commento, artalk, waline, cusdis },
  markdown,
}

/** The formats of every system that people come from. A new one is a file in `formats/`, and a line here and in `systems.ts`. */
export const formats: readonly Format[] = systems.map(system => ({ ...system, ...readers[system.name] }))

/** Other names for what reads the same files. */
const otherNames: Readonly<Record<string, string>> = {
  valine: 'waline',
  twikoo: 'waline',
  comentario: 'commento',
}

/** The format that is typed as a name; undefined if there is none. */
export const formatNamed = (name: string): Format | undefined =>
  formats.find(format => format.name === (otherNames[name] ?? name))

/** What a file seems to be; undefined where it is like nothing known. */
export const guessFormat = (source: Source): Format | undefined =>
  formats.find(format => format.recognises(source))

/** What a file may be: how it is named, said and known. */
export type Kind = Pick<Format, 'name' | 'title' | 'recognises'>

/** The whole of another Afterword, which comes in by a way of its own. */
export const afterword: Kind = {
  name: 'afterword',
  title: 'Afterword',
  recognises: ({ head }) => head.startsWith('{"afterword":1,'),
}

/** What a file looks like that is said to be something else; undefined where it may be what is said. */
export const looksLikeAnother = (source: Source, said: Kind): Kind | undefined =>
  said.recognises(source) ? undefined : [afterword, ...formats].find(kind => kind.recognises(source))
