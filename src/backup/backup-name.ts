import { type Instant, isoOf, parseInstant } from '../clock.ts'

/** A backup in the folder of backups. */
export type Kept = { name: string; madeAt: Instant }

/** `madoguchi-20261201T020000Z.backup`, by the second at which it was made. */
export function backupName(madeAt: Instant): string {
  return `madoguchi-${isoOf(madeAt, 'UTC').slice(0, 19).replaceAll(/[-:]/g, '')}Z.backup`
}

/** When a backup was made, by its name; null for any other file. */
export function madeAtOf(name: string): Instant | null {
  const parts = /^madoguchi-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/.exec(name)
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
