import { contrast, css, type Oklch, oklchOf, onScreen } from './colour.ts'

/** What links are read on: the darkest of the light backgrounds and the lightest of the dark ones, as tokens.css has them. */
export const washes = {
  light: { lightness: 0.957, chroma: 0.008, hue: 85 },
  dark: { lightness: 0.245, chroma: 0.008, hue: 70 },
} as const

/** Every text has this much contrast. */
const least = 7
/** More than the rounding to three digits takes away. */
const wanted = least + 0.05

/** The accents of a colour such as `#27468f`: itself where it can be read, else as little darker or lighter as needed. */
export function accentsOf(
  hex: string,
): Record<'light' | 'dark', { accent: Oklch; strong: Oklch; on: Oklch }> {
  const colour = oklchOf(hex)
  const light = readable(colour, washes.light, -0.005)
  const dark = readable(colour, washes.dark, 0.005)
  return {
    light: {
      accent: light,
      strong: moved(light, Math.max(-0.08, -light.lightness / 2)),
      on: { lightness: 0.99, chroma: 0.004, hue: 85 },
    },
    dark: {
      accent: dark,
      strong: moved(dark, Math.min(0.055, (1 - dark.lightness) / 2)),
      on: { lightness: 0.2, chroma: Math.min(0.02, colour.chroma), hue: colour.hue },
    },
  }
}

function readable(colour: Oklch, background: Oklch, step: number): Oklch {
  let found = onScreen(colour)
  while (contrast(found, background) < wanted || isBeyond(found, background, step)) {
    const next = found.lightness + step
    if (next < 0 || next > 1) return found
    found = onScreen({ ...colour, lightness: next })
  }
  return found
}

/** On the wrong side: as dark as what is dark already, or as light as what is light. */
const isBeyond = (colour: Oklch, background: Oklch, step: number) =>
  Math.sign(colour.lightness - background.lightness) !== Math.sign(step)

const moved = (colour: Oklch, by: number) => onScreen({ ...colour, lightness: colour.lightness + by })

/** The stylesheet that gives every page an accent. */
export function accentStyles(hex: string): string {
  const { light, dark } = accentsOf(hex)
  const token = (name: string, of: 'accent' | 'strong' | 'on') =>
    `--${name}:light-dark(${css(light[of])},${css(dark[of])});`
  return `@layer tokens{:root{${token('accent', 'accent')}${token('accent-strong', 'strong')}${token('on-accent', 'on')}}}`
}

/** A colour of the accent that stands on white, for what knows no OKLCH. */
export const isLightColour = (hex: string): boolean => oklchOf(hex).lightness > 0.65
