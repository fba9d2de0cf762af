import { readFile } from 'node:fs/promises'
import { BackupError } from './backup-file.ts'

const charactersMin = 16

/** The secret that a key file holds, from which keys are made; null without a file. Throws `BackupError`. */
export async function readPassphrase(keyFile: string | null): Promise<string | null> {
  if (keyFile === null) return null
  const text = await readFile(keyFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`the key file ${keyFile} cannot be read: ${error.code}`)
  })
  const passphrase = text.trim()
  if (passphrase.length < charactersMin)
    throw new BackupError(`the key file ${keyFile} must hold at least ${charactersMin} characters`)
  return passphrase
}
