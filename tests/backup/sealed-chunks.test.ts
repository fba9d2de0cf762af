import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { keyOf, opening, SealError, sealing } from '#src/backup/sealed-chunks.ts'

const key = keyOf('見本の合言葉 — 十六文字より長い', Buffer.from('salt of a sample'))
const about = Buffer.from('the first line')
const chunk = 65_536
const sealedChunk = chunk + 16

/** In pieces of a size that fits no chunk. */
function piecesOf(bytes: Buffer): Readable {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 10_007) pieces.push(bytes.subarray(at, at + 10_007))
  return Readable.from(pieces)
}

async function seal(bytes: Buffer, options = { key, about }): Promise<Buffer> {
  return Buffer.concat(await piecesOf(bytes).compose(sealing(options.key, options.about)).toArray())
}

async function open(bytes: Buffer, options: { key: Uint8Array; about: Uint8Array } = { key, about }) {
  return Buffer.concat(await piecesOf(bytes).compose(opening(options.key, options.about)).toArray())
}

test.for([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 200_000])(
  '%i bytes come out as they went in',
  async size => {
    const bytes = randomBytes(size)

    const sealed = await seal(bytes)

    expect((await open(sealed)).equals(bytes)).toBe(true)
    expect(sealed.length).toBe(size + 16 * Math.max(1, Math.ceil(size / chunk)))
  },
)

test('what is sealed is not to be read, and the same bytes look different in every chunk', async () => {
  const sealed = await seal(Buffer.alloc(2 * chunk))

  expect(sealed.includes(Buffer.alloc(16))).toBe(false)
  expect(sealed.subarray(0, chunk).equals(sealed.subarray(sealedChunk, sealedChunk + chunk))).toBe(false)
})

const whole = await seal(randomBytes(3 * chunk + 100))
const part = (index: number) => whole.subarray(index * sealedChunk, (index + 1) * sealedChunk)

test.for<[string, Buffer]>([
  ['its first byte flipped', flipped(0)],
  ['a byte in the middle flipped', flipped(sealedChunk + 77)],
  ['a byte of a tag flipped', flipped(sealedChunk - 1)],
  ['its last byte flipped', flipped(whole.length - 1)],
  ['its last byte gone', whole.subarray(0, -1)],
  ['its last chunk gone', whole.subarray(0, 3 * sealedChunk)],
  ['all but its first chunk gone', part(0)],
  ['nothing left', Buffer.alloc(0)],
  ['two chunks in the other order', Buffer.concat([part(1), part(0), part(2), part(3)])],
  ['a chunk twice', Buffer.concat([part(0), part(0), part(1), part(2), part(3)])],
  ['a chunk left out', Buffer.concat([part(0), part(2), part(3)])],
  ['something after its end', Buffer.concat([whole, part(3)])],
])('a file with %s does not open', async ([, changed]) => {
  await expect(open(changed)).rejects.toThrow(SealError)
})

function flipped(at: number): Buffer {
  const bytes = Buffer.from(whole)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

test('another key, and another first line, open nothing', async () => {
  const other = keyOf('見本の合言葉 — 十六文字より長い', Buffer.from('another salt'))

  await expect(open(whole, { key: other, about })).rejects.toThrow(SealError)
  await expect(open(whole, { key, about: Buffer.from('another line') })).rejects.toThrow(SealError)
})

test('chunks of two files under one passphrase cannot be mixed', async () => {
  const salted = keyOf('見本の合言葉 — 十六文字より長い', Buffer.from('a second salt'))
  const second = await seal(randomBytes(3 * chunk + 100), { key: salted, about })

  const mixed = Buffer.concat([part(0), second.subarray(sealedChunk, 2 * sealedChunk), part(2), part(3)])

  await expect(open(mixed)).rejects.toThrow(SealError)
})
