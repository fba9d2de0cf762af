import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { StoreBusyError } from '#db/outcome.ts'

/** Passwords, hashed where they are compared: only digests are ever stored. */
export type Passwords = {
  /** As a PHC string. */
  hash: (password: string) => Promise<string>
  /** Whether a password is the one of a digest; without a digest it takes as long and says no. */
  isRight: (password: string, digest: string | null) => Promise<boolean>
}

// argon2id with 19 MiB and two passes, as OWASP's cheat sheet advises: 45 to 90 ms.
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const atOnceMax = 2
const waitingMax = 20

/**
 * Two at a time, since hashing shares four threads with files and names; twenty may wait, and whoever comes
 * then is told to come again, by `StoreBusyError`.
 */
export function createPasswords(): Passwords {
  const waiting: Array<() => void> = []
  let running = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnceMax) running += 1
    else {
      if (waiting.length >= waitingMax) throw new StoreBusyError('too many passwords wait')
      // Whoever ends hands its turn on.
      await new Promise<void>(resolve => waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }

  return {
    hash: password =>
      inTurn(async () => {
        const salt = randomBytes(16)
        return phcOf(salt, await derive(password, { salt, length: 32, ...cost }))
      }),
    isRight: (password, digest) =>
      inTurn(async () => {
        const { hash, ...how } = parsePhc(digest ?? nobodysDigest)
        const derived = await derive(password, { ...how, length: hash.length })
        return timingSafeEqual(derived, hash) && digest !== null
      }),
  }
}

type How = { salt: Buffer; memory: number; passes: number; parallelism: number }

/** What is typed the same is the same, whichever way a keyboard composes it. */
function derive(password: string, { salt, length, ...how }: How & { length: number }): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return new Promise((resolve, reject) =>
    argon2('argon2id', { message, nonce: salt, tagLength: length, ...how }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    ),
  )
}

function phcOf(salt: Buffer, hash: Buffer): string {
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`
}

/** Stands in for the digest of an account that does not exist. */
const nobodysDigest = phcOf(Buffer.alloc(16), Buffer.alloc(32))

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parsePhc(digest: string): How & { hash: Buffer } {
  const [, memory, passes, parallelism, salt = '', hash = ''] = phc.exec(digest) ?? []
  if (!hash) throw new Error('a password digest that is not of argon2id')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
