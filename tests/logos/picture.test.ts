import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPicture } from '#src/logos/picture.ts'
import { chunk, jpeg, png, pngStart, segment } from './sample-picture.ts'

const plain = { png: png(), jpeg: jpeg() }
const shortened = (file: Buffer) => file.subarray(0, -1)
const longer = (file: Buffer) => Buffer.concat([file, Buffer.from('<script>')])

test.for(['png', 'jpeg'] as const)('a %s is read by its own bytes, with its size', kind => {
  expect(readPicture(plain[kind])).toMatchObject({ ok: true, picture: { kind, width: 120, height: 60 } })
})

test.for([
  ['a page', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not_a_picture'],
  ['nothing', Buffer.alloc(0), 'not_a_picture'],
  ['a GIF', Buffer.from('GIF89a'), 'not_a_picture'],
  ['only the start of a PNG', pngStart, 'damaged'],
  ['a PNG that ends too early', shortened(plain.png), 'damaged'],
  ['a PNG with something behind its end', longer(plain.png), 'damaged'],
  ['a PNG without content', Buffer.concat([plain.png.subarray(0, 33), plain.png.subarray(-12)]), 'damaged'],
  ['a PNG with another checksum', Buffer.from(plain.png).fill(7, 20, 21), 'damaged'],
  ['a PNG that moves', png(120, 60, [chunk('acTL', Buffer.alloc(8))]), 'moving'],
  ['a JPEG that ends too early', shortened(plain.jpeg), 'damaged'],
  ['a JPEG with something behind its end', longer(plain.jpeg), 'damaged'],
  ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'damaged'],
  ['a JPEG whose segment has no length', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'damaged'],
  ['more than 200 KiB', png(120, 60, [chunk('tEXt', Buffer.alloc(205_000))]), 'too_large'],
  ['39 pixels', png(39, 60), 'too_small'],
  ['1601 pixels', jpeg(60, 1601), 'too_wide'],
] as const)('%s is refused', ([, file, reason]) => {
  expect(readPicture(file)).toEqual({ ok: false, reason })
})

test.for([
  ['40 pixels', png(40, 40)],
  ['1600 pixels', jpeg(1600, 1600)],
] as const)('%s are taken', ([, file]) => {
  expect(readPicture(file).ok).toBe(true)
})

test.for([
  [
    'png',
    png(120, 60, [chunk('eXIf', Buffer.from('MIHON-PLACE')), chunk('tEXt', Buffer.from('MIHON-PLACE'))]),
  ],
  [
    'jpeg',
    jpeg(120, 60, [
      segment(0xe1, Buffer.from('Exif MIHON-PLACE')),
      segment(0xfe, Buffer.from('MIHON-PLACE')),
    ]),
  ],
] as const)('where a %s was taken and what somebody remarked is left out', ([kind, file]) => {
  const read = readPicture(file)
  if (!read.ok) throw new Error(read.reason)
  expect(Buffer.from(read.picture.bytes).equals(plain[kind])).toBe(true)
  expect(readPicture(read.picture.bytes)).toEqual(read)
})

test('whatever bytes follow a true start, reading ends with an answer', () => {
  const starts = fc.constantFrom(pngStart, plain.png.subarray(0, 33), plain.jpeg.subarray(0, 90))
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      expect(typeof readPicture(Buffer.concat([start, rest])).ok).toBe('boolean')
    }),
  )
})
