import { createHash, type Hash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, open, stat } from 'node:fs/promises'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import { type Head, type Manifest, parseHead } from './manifest.ts'
import { keyOf, opening, SealError, sealing } from './sealed-chunks.ts'

/** A backup that cannot be used, in one line that says why. */
export class BackupError extends Error {
  override name = 'BackupError'
}

const digestBytes = 32
const headBytesMax = 1_048_576

/**
 * Writes a database file as a backup: a line of JSON that says what it is, then the file compressed, and either
 * sealed with that line authenticated or followed by the SHA-256 of all before it.
 */
export async function packDatabase(
  database: string,
  backup: string,
  { manifest, passphrase }: { manifest: Manifest; passphrase: string | null },
): Promise<void> {
  const salt = randomBytes(16)
  const sealed = passphrase === null ? null : sealedBy(salt)
  const head: Head = { format: 'madoguchi-backup', version: 1, sealed, manifest }
  const line = Buffer.from(`${JSON.stringify(head)}\n`)
  const whole = createHash('sha256').update(line)

  const out = createWriteStream(backup, { flags: 'wx', mode: 0o600, flush: true })
  out.write(line)
  await pipeline(
    createReadStream(database),
    createGzip({ level: constants.Z_BEST_SPEED }),
    passphrase === null ? hashing(whole) : sealing(keyOf(passphrase, salt), digestOf(line)),
    out,
  )
  if (passphrase === null) await appendFile(backup, whole.digest(), { flush: true })
}

function sealedBy(salt: Uint8Array): Head['sealed'] {
  return { cipher: 'aes-256-gcm', kdf: 'scrypt', salt: Buffer.from(salt).toString('base64') }
}

/** What a file says of itself in its first line. Throws `BackupError` for a file of another kind. */
export async function readHead(backup: string): Promise<{ head: Head; line: Uint8Array }> {
  const file = await open(backup, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${backup} cannot be read: ${error.code}`)
  })
  try {
    if ((await file.stat()).isDirectory()) throw new BackupError(`${backup} is a folder: name a backup in it`)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytesMax), 0, headBytesMax, 0)
    const end = buffer.subarray(0, bytesRead).indexOf('\n')
    const line = buffer.subarray(0, end + 1)
    const head = end < 0 ? null : parseHead(line.toString())
    if (!head) throw new BackupError(`${backup} is no backup of Madoguchi, or its beginning is damaged`)
    return { head, line }
  } finally {
    await file.close()
  }
}

/**
 * Writes the database of a backup to a new file. Throws `BackupError` when a byte of it is not as it was written,
 * when something is missing or too much, or when the passphrase is another one.
 */
export async function unpackDatabase(
  backup: string,
  database: string,
  passphrase: string | null,
): Promise<Manifest> {
  const { head, line } = await readHead(backup)
  const { manifest, sealed } = head
  if (sealed && passphrase === null)
    throw new BackupError(`${backup} is encrypted: give its key by --key-file`)
  const { size } = await stat(backup)
  const end = sealed ? size - 1 : size - digestBytes - 1
  if (!sealed) await proveDigest(backup, end)

  const found = createHash('sha256')
  try {
    await pipeline(
      createReadStream(backup, { start: line.byteLength, end: Math.max(line.byteLength, end) }),
      sealed && passphrase !== null
        ? opening(keyOf(passphrase, Buffer.from(sealed.salt, 'base64')), digestOf(line))
        : new PassThrough(),
      createGunzip(),
      hashing(found, manifest.databaseBytes),
      createWriteStream(database, { flags: 'wx', mode: 0o600, flush: true }),
    )
  } catch (error) {
    if (error instanceof SealError) throw new BackupError(`${backup}: ${error.message}`)
    if (isOfDisk(error)) throw error
    throw new BackupError(`${backup} is damaged`)
  }
  if (found.digest('hex') !== manifest.databaseSha256) throw new BackupError(`${backup} is damaged`)
  return manifest
}

async function proveDigest(backup: string, end: number): Promise<void> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(backup, { end: Math.max(0, end) })) hash.update(part as Buffer)
  const written: Buffer[] = []
  for await (const part of createReadStream(backup, { start: end + 1 })) written.push(part as Buffer)
  if (!Buffer.concat(written).equals(hash.digest()))
    throw new BackupError(`${backup} is damaged or has been cut off`)
}

/** Full disks and the like are about the place, not about the backup. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** Passes bytes on and counts them into a hash; fails beyond `bytesMax`. */
function hashing(hash: Hash, bytesMax = Number.POSITIVE_INFINITY): Transform {
  let bytes = 0
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.byteLength
      hash.update(part)
      if (bytes > bytesMax) done(new Error('more than there was'))
      else done(null, part)
    },
  })
}

function digestOf(line: Uint8Array): Uint8Array {
  return createHash('sha256').update(line).digest()
}
