import type { ShownCover } from '../../src/posts/cover.ts'

interface CoverProps {
  cover: ShownCover
  /** How wide it is shown, as `sizes` says it. */
  sizes: string
  /** Beside a title that says the same it says nothing; by itself, what it shows. */
  alt?: string
  loading?: 'lazy' | undefined
  /** Whether it is small where a screen is large: then no large copy is the better one. */
  isSmall?: boolean
}

/** A picture that is cut to a place, so that the part of it that matters stays in view. */
export function CoverPicture({ cover, sizes, alt = cover.alt, loading, isSmall = false }: CoverProps) {
  const { address, copies, avif, width, height } = cover
  const picture = (
    <img
      class="cover-picture"
      src={address}
      srcset={copies ?? undefined}
      sizes={copies === null ? undefined : sizes}
      width={width}
      height={height}
      alt={alt}
      loading={loading}
      decoding="async"
      data-x={tenth(cover.x)}
      data-y={tenth(cover.y)}
    />
  )
  return avif === null || isSmall ? (
    picture
  ) : (
    <picture>
      <source type="image/avif" media={avif.media} srcset={avif.copies} sizes={sizes} />
      {picture}
    </picture>
  )
}

/** The stylesheet knows tenths: a style of its own is what no page may have. */
const tenth = (percent: number) => Math.round(percent / 10) * 10
