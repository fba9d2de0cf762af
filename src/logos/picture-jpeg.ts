import type { PictureParts } from './picture.ts'

export const jpegStart = Buffer.from([0xff, 0xd8, 0xff])

const [startOfScan, endOfImage, remark] = [0xda, 0xd9, 0xfe]

/** The head of a frame, which bears its size; C4, C8 and CC are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** APP0 (JFIF), APP2 (colour profile) and APP14 (how colours are stored) are needed; Exif and the like are not. */
function isNeeded(marker: number): boolean {
  const isOfProgram = marker >= 0xe0 && marker <= 0xef
  return marker !== remark && (!isOfProgram || [0xe0, 0xe2, 0xee].includes(marker))
}

/** Walks the segments of a JPEG (ITU T.81, annex B) to its end, which is the end of the file. */
export function jpegParts(file: Buffer): PictureParts | 'damaged' {
  const kept: Buffer[] = [file.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  let hasScan = false
  for (let at = 2; at + 2 <= file.length;) {
    const marker = file[at + 1] ?? 0
    if (file[at] !== 0xff || marker < 0xc0) return 'damaged'
    if (marker === endOfImage) {
      kept.push(file.subarray(at))
      return size && hasScan && at + 2 === file.length ? { ...size, kept } : 'damaged'
    }
    if (at + 4 > file.length) return 'damaged'
    const headEnd = at + 2 + file.readUInt16BE(at + 2)
    if (isFrame(marker) && headEnd >= at + 9)
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    hasScan ||= marker === startOfScan
    const end = marker === startOfScan ? scanEnd(file, headEnd) : headEnd
    if (end <= at + 3 || end > file.length) return 'damaged'
    if (isNeeded(marker)) kept.push(file.subarray(at, end))
    at = end
  }
  return 'damaged'
}

/** Where the picture's own bits end: at the next marker that is neither filling nor a restart. */
function scanEnd(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 2)) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return file.length + 1
}
