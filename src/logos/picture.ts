import { createHash } from 'node:crypto'
import { jpegParts, jpegStart } from './picture-jpeg.ts'
import { pngParts, pngStart } from './picture-png.ts'

/** A picture that has been read to its last byte, without what cameras and programs write into it about people. */
export type Picture = {
  kind: 'png' | 'jpeg'
  width: number
  height: number
  bytes: Uint8Array
  /** Of the bytes, 32 hexadecimal digits. */
  hash: string
}

export type PictureFault = 'not_a_picture' | 'damaged' | 'moving' | 'too_large' | 'too_small' | 'too_wide'

/** What a file consists of: its size in pixels and the pieces that are needed to show it. */
export type PictureParts = { width: number; height: number; kept: Buffer[] }

const pictureBytesMax = 200 * 1024
export const pictureSideMin = 40
export const pictureSideMax = 1600

type Read = { ok: true; picture: Picture } | { ok: false; reason: PictureFault }

/**
 * Reads a PNG or JPEG by its own bytes, whatever it is called. Refused is what is neither, ends too early or goes on
 * after its end, moves, or is outside of 200 KiB and 40 to 1600 pixels a side. Remarks, times and places are left out.
 */
export function readPicture(bytes: Uint8Array): Read {
  const file = Buffer.from(bytes)
  const kind = startsWith(file, pngStart) ? 'png' : startsWith(file, jpegStart) ? 'jpeg' : null
  if (kind === null) return { ok: false, reason: 'not_a_picture' }
  if (file.length > pictureBytesMax) return { ok: false, reason: 'too_large' }
  const parts = kind === 'png' ? pngParts(file) : jpegParts(file)
  if (typeof parts === 'string') return { ok: false, reason: parts }
  const sides = [parts.width, parts.height]
  if (Math.min(...sides) < pictureSideMin) return { ok: false, reason: 'too_small' }
  if (Math.max(...sides) > pictureSideMax) return { ok: false, reason: 'too_wide' }

  const kept = Buffer.concat(parts.kept)
  const hash = createHash('sha256').update(kept).digest('hex').slice(0, 32)
  return { ok: true, picture: { kind, width: parts.width, height: parts.height, bytes: kept, hash } }
}

function startsWith(file: Buffer, start: Buffer): boolean {
  return file.subarray(0, start.length).equals(start)
}
