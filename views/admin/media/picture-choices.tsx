import type { Child } from 'hono/jsx'

/** A picture that something can be. */
export interface LibraryPicture {
  /** As articles show it. */
  src: string
  small: string
  text: string
}

interface PictureChoicesProps {
  name: string
  /** The path of the one that is chosen; empty: none. */
  value: string
  pictures: readonly LibraryPicture[]
  /** What choosing none is called, and the one that is chosen where it is not among the last. */
  words: { none: string; chosen: string }
  /** Beside the choice of none. */
  children?: Child
}

/** The last pictures of the library, one of which is chosen, or none. */
export function PictureChoices({ name, value, pictures, words, children }: PictureChoicesProps) {
  const isListed = value === '' || pictures.some(({ src }) => src === value)
  const all = isListed ? pictures : [{ src: value, small: value, text: words.chosen }, ...pictures]
  return (
    <div class="picture-choices">
      <label class="picture-none">
        <input type="radio" name={name} value="" checked={value === ''} />
        <span>{words.none}</span>
        {children}
      </label>
      {all.map(({ src, small, text }) => (
        <label>
          <input type="radio" name={name} value={src} checked={src === value} />
          <img src={small} alt={text} loading="lazy" />
        </label>
      ))}
    </div>
  )
}
