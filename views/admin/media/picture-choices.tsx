import type { Child } from 'hono/jsx'

/** A picture that something can be. */
export interface LibraryPicture {
  /** As articles show it. */
  src: string
  small: string
  text: string
  /** Its bytes are lost: it can't be shown. */
  isLost: boolean
  /** Any other is shown only where it is chosen. */
  isLast: boolean
}

interface PictureChoicesProps {
  name: string
  /** The path of the one that is chosen; empty: none. */
  value: string
  pictures: readonly LibraryPicture[]
  /** What choosing none is called, one that is chosen where it is not among the last, and one that is lost. */
  words: { none: string; chosen: string; lost: string }
  /** Beside the choice of none. */
  children?: Child
}

/** The last pictures of the library, one of which is chosen, or none. */
export function PictureChoices({ name, value, pictures, words, children }: PictureChoicesProps) {
  const shown = pictures.filter(({ src, isLast }) => isLast || src === value)
  return (
    <div class="picture-choices">
      <label class="picture-none">
        <input type="radio" name={name} value="" checked={value === ''} />
        <span>{words.none}</span>
        {children}
      </label>
      {shown.map(({ src, small, text, isLost }) => (
        <label>
          <input type="radio" name={name} value={src} checked={src === value} />
          {isLost ? (
            <span class="picture-lost">
              {words.lost} <bdi>{text}</bdi>
            </span>
          ) : (
            <img src={small} alt={text || words.chosen} loading="lazy" />
          )}
        </label>
      ))}
    </div>
  )
}
