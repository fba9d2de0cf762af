import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRoot } from '#db/project-root.ts'
import { contrast, figuresOf, palettes, parseColour, shadesOf, tooPale } from '#src/offices/colour.ts'

const tokens = readFileSync(
  join(projectRoot, 'node_modules/@digital-go-jp/design-tokens/dist/tokens.css'),
  'utf8',
)

test.for(Object.entries(palettes))('the palette %s is that of the design system', ([name, shades]) => {
  const steps = { primary: 900, hover: 1000, active: 1200, tint: 50, tintStrong: 100 }
  for (const [shade, step] of Object.entries(steps))
    expect(tokens).toContain(`--color-primitive-${name}-${step}: ${shades[shade as keyof typeof steps]};`)
})

test('every palette can be read', () => {
  expect(Object.keys(palettes).flatMap(tooPale)).toEqual([])
})

test.for([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
  ['#777777', '#ffffff', 4.48],
  ['#0017c1', '#ffffff', 11.1],
] as const)('%s on %s has the published contrast %d', ([one, other, ratio]) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1)
  expect(contrast(other, one)).toBe(contrast(one, other))
})

test('a grey just dark enough for text on white is taken, the next paler one refused with its figure', () => {
  expect(tooPale('#767676')).toEqual([])
  const [button] = tooPale('#777777')
  expect(button?.use).toBe('button')
  expect(button?.ratio).toBeCloseTo(4.478, 3)
})

test.for([
  ['#00695C', '#00695c'],
  ['００６９５ｃ', '#00695c'],
  ['green', 'green'],
  ['#00695', null],
  ['red; } body { display: none', null],
  ['url(//example.test)', null],
  ['constructor', null],
  ['', null],
] as const)('"%s" is read as %s', ([typed, colour]) => {
  expect(parseColour(typed)).toBe(colour)
})

test('whatever colour is taken, everything that pages do with it can be read', () => {
  const colours = fc
    .integer({ min: 0, max: 0xffffff })
    .map(number => `#${number.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colours, colour => {
      fc.pre(tooPale(colour).length === 0)
      for (const { ratio, ratioMin } of figuresOf(shadesOf(colour)))
        expect(ratio).toBeGreaterThanOrEqual(ratioMin)
    }),
  )
})
