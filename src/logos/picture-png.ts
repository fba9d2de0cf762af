import { crc32 } from 'node:zlib'
import type { PictureParts } from './picture.ts'

export const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** What shows the picture in its colours; anything else tells of how it was made. */
const neededChunks = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'IDAT', 'IEND']

/** Walks the chunks of a PNG (third edition, 5): each is length, name, content and checksum, IEND is the last. */
export function pngParts(file: Buffer): PictureParts | 'damaged' | 'moving' {
  const kept: Buffer[] = [pngStart]
  let size: { width: number; height: number } | null = null
  let hasContent = false
  for (let at = pngStart.length; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length || file.readUInt32BE(end - 4) !== crc32(file.subarray(at + 4, end - 4)))
      return 'damaged'
    const name = file.toString('latin1', at + 4, at + 8)
    if (name === 'acTL') return 'moving'
    if ((size === null) !== (name === 'IHDR')) return 'damaged'
    size ??= { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) }
    hasContent ||= name === 'IDAT'
    if (neededChunks.includes(name)) kept.push(file.subarray(at, end))
    if (name === 'IEND') return hasContent && end === file.length ? { ...size, kept } : 'damaged'
    at = end
  }
  return 'damaged'
}
