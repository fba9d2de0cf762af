import { crc32, deflateSync } from 'node:zlib'

/** A chunk of a PNG with its length and checksum. */
export function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))])
}

export const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A plain green PNG of this size, with further chunks before its content. */
export function png(width = 120, height = 60, further: Buffer[] = []): Buffer {
  const head = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])])
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([0, 105, 92]))])
  const content = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const chunks = [chunk('IHDR', head), ...further, chunk('IDAT', content), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([pngStart, ...chunks])
}

/** A segment of a JPEG with its length. */
export function segment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(content.length + 2), content])
}

/** A JPEG by its segments; nobody could see anything in it. */
export function jpeg(width = 120, height = 60, further: Buffer[] = []): Buffer {
  const frame = Buffer.concat([Buffer.from([8]), uint16(height), uint16(width), Buffer.alloc(10)])
  const bits = Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]) // a stuffed FF and a restart among them
  const scan = Buffer.concat([segment(0xda, Buffer.alloc(10)), bits])
  const tables = [segment(0xdb, Buffer.alloc(65)), segment(0xc4, Buffer.alloc(20))]
  const parts = [segment(0xe0, Buffer.from('JFIF\0')), ...further, ...tables, segment(0xc0, frame), scan]
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])])
}

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

function uint16(number: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(number)
  return bytes
}
