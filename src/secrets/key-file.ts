import { readFile } from 'node:fs/promises'
import { keyFrom, type SealKey } from './seal.ts'

const keyBytes = 32

/**
 * The keys of a file, one a line as `openssl rand -base64 32` makes them: the first seals, every one opens. None without
 * a file. Throws one line that holds nothing of a key.
 */
export async function readKeys(file: string | null): Promise<SealKey[]> {
  if (file === null) return []
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`SECRETS_KEY_FILE: ${file} cannot be read: ${error.code}`)
  })
  const lines = text.split('\n').flatMap(line => line.trim() || [])
  const keys = lines.map(line => Buffer.from(line, 'base64'))
  const isWrong = keys.some(
    (bytes, index) => bytes.length !== keyBytes || bytes.toString('base64') !== lines[index],
  )
  if (keys.length === 0 || isWrong)
    throw new Error(`SECRETS_KEY_FILE: ${file} must hold a key of ${keyBytes} bytes in base64 on each line`)
  return keys.map(keyFrom)
}
