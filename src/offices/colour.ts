/** What the pages are coloured by: the key colour, its darker shades for hovering and pressing, and two light ones. */
export type Shades = Record<'primary' | 'hover' | 'active' | 'tint' | 'tintStrong', string>

/** Steps 900, 1000, 1200, 50 and 100 of the design system's palettes. */
export const palettes = {
  blue: { primary: '#0017c1', hover: '#00118f', active: '#000060', tint: '#e8f1fe', tintStrong: '#d9e6ff' },
  'light-blue': {
    primary: '#0055ad',
    hover: '#00428c',
    active: '#00234b',
    tint: '#f0f9ff',
    tintStrong: '#dcf0ff',
  },
  cyan: { primary: '#006f83', hover: '#006173', active: '#003741', tint: '#e9f7f9', tintStrong: '#c8f8ff' },
  green: { primary: '#115a36', hover: '#0c472a', active: '#032213', tint: '#e6f5ec', tintStrong: '#c2e5d1' },
  lime: { primary: '#507500', hover: '#3e5a00', active: '#1e2d00', tint: '#ebfad9', tintStrong: '#d0f5a2' },
  orange: { primary: '#ac3e00', hover: '#8b3200', active: '#541e00', tint: '#ffeee2', tintStrong: '#ffdfca' },
  red: { primary: '#ce0000', hover: '#a90000', active: '#620000', tint: '#fdeeee', tintStrong: '#ffdada' },
  magenta: {
    primary: '#8b008b',
    hover: '#6c006c',
    active: '#3b003b',
    tint: '#f3e5f4',
    tintStrong: '#ffd0ff',
  },
  purple: { primary: '#5109ad', hover: '#41048e', active: '#21004b', tint: '#f1eafa', tintStrong: '#ecddff' },
} as const satisfies Record<string, Shades>

export type Palette = keyof typeof palettes

/** The palette of a page whose office has chosen nothing. */
export const standardPalette: Palette = 'blue'

const white = '#ffffff'
/** Behind the foot of a page. */
const surface = '#f2f2f2'

type Rgb = readonly [red: number, green: number, blue: number]

function rgbOf(hex: string): Rgb {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16)
  return [part(1), part(3), part(5)]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** So much of one colour in another, from 0 to 1. */
function mixed(hex: string, other: string, share: number): string {
  const [a, b] = [rgbOf(hex), rgbOf(other)]
  const part = (index: 0 | 1 | 2) => a[index] * (1 - share) + b[index] * share
  return hexOf([part(0), part(1), part(2)])
}

/** A colour as it is kept: the name of a palette, or `#rrggbb`; null for anything else. */
export function parseColour(typed: string): string | null {
  const tidied = typed.normalize('NFKC').trim().toLowerCase()
  if (Object.hasOwn(palettes, tidied)) return tidied
  const hex = /^#?([0-9a-f]{6})$/.exec(tidied)?.[1]
  return hex === undefined ? null : `#${hex}`
}

/** The shades of a parsed colour: those of its palette, or darker and lighter ones mixed from it. */
export function shadesOf(colour: string): Shades {
  const named = Object.entries(palettes).find(([name]) => name === colour)?.[1]
  if (named) return named
  return {
    primary: colour,
    hover: mixed(colour, '#000000', 0.2),
    active: mixed(colour, '#000000', 0.5),
    tint: mixed(colour, white, 0.92),
    tintStrong: mixed(colour, white, 0.85),
  }
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminanceOf(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

export type ColourUse = 'button' | 'link' | 'link_on_tint' | 'link_on_surface' | 'frame'

export type Figure = { use: ColourUse; ratio: number; ratioMin: number }

/** How a colour stands out wherever pages use it: 4.5 for text and 3 for frames and marks are the least. */
export function figuresOf({ primary, hover, tintStrong }: Shades): Figure[] {
  return [
    { use: 'button', ratio: contrast(white, primary), ratioMin: 4.5 },
    { use: 'link', ratio: contrast(hover, white), ratioMin: 4.5 },
    { use: 'link_on_tint', ratio: contrast(hover, tintStrong), ratioMin: 4.5 },
    { use: 'link_on_surface', ratio: contrast(hover, surface), ratioMin: 4.5 },
    { use: 'frame', ratio: contrast(primary, white), ratioMin: 3 },
  ]
}

/** The uses for which a colour is too pale; none when it may be chosen. */
export function tooPale(colour: string): Figure[] {
  return figuresOf(shadesOf(colour)).filter(({ ratio, ratioMin }) => ratio < ratioMin)
}

/** Gives what stands within a selector these shades. */
export function colourSheet(colour: string, selector = ':root'): string {
  const { primary, hover, active, tint, tintStrong } = shadesOf(colour)
  return [
    `${selector} {`,
    `  --primary: ${primary};`,
    `  --primary-hover: ${hover};`,
    `  --primary-active: ${active};`,
    `  --tint: ${tint};`,
    `  --tint-strong: ${tintStrong};`,
    '}\n',
  ].join('\n')
}
