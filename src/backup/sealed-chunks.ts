import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto'
import { Transform } from 'node:stream'

/** Plain bytes of every chunk but the last. */
const chunkBytes = 65_536
const tagBytes = 16

/** The bytes cannot be opened: another key, or not as they were written. */
export class SealError extends Error {
  override name = 'SealError'
}

/** A key out of a passphrase and a salt that is new for each file, so that no two files share one. */
export function keyOf(passphrase: string, salt: Uint8Array): Uint8Array {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 32_768, r: 8, p: 3, maxmem: 67_108_864 })
}

/**
 * Seals a stream by AES-256-GCM in chunks of 64 KiB. The nonce of a chunk is its number and whether it is the last,
 * and `about` is authenticated with each: chunks that are missing, doubled, in another order or of another file do
 * not open.
 */
export function sealing(key: Uint8Array, about: Uint8Array): Transform {
  return inChunks(chunkBytes, (chunk, nonce) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about)
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
  })
}

/** Opens what `sealing` has sealed. Fails with `SealError`, and never passes on bytes that are not as they were. */
export function opening(key: Uint8Array, about: Uint8Array): Transform {
  return inChunks(chunkBytes + tagBytes, (chunk, nonce) => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(about)
      decipher.setAuthTag(chunk.subarray(-tagBytes))
      return Buffer.concat([decipher.update(chunk.subarray(0, -tagBytes)), decipher.final()])
    } catch (cause) {
      throw new SealError('the key is another one, or the file has been changed or cut off', { cause })
    }
  })
}

type Turn = (chunk: Buffer, nonce: Uint8Array) => Buffer

/** Cuts a stream into chunks of one size; the last one, which may be shorter, is known as such. */
function inChunks(size: number, turn: Turn): Transform {
  let waiting = Buffer.alloc(0)
  let number = 0

  function next(chunk: Buffer, isLast: boolean): Buffer {
    const nonce = Buffer.alloc(12)
    nonce.writeBigUInt64BE(BigInt(number), 0)
    nonce.writeUInt8(Number(isLast), 11)
    number += 1
    return turn(chunk, nonce)
  }

  return new Transform({
    transform(part: Buffer, _encoding, done) {
      waiting = Buffer.concat([waiting, part])
      try {
        // One byte more must be there: else this may be the last chunk.
        for (; waiting.length > size; waiting = waiting.subarray(size))
          this.push(next(waiting.subarray(0, size), false))
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      try {
        this.push(next(waiting, true))
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
}
