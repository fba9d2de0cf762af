import { z } from 'zod'

/** Why a backup was made. */
const backupReasons = ['scheduled', 'by_hand', 'before_upgrade'] as const
export type BackupReason = (typeof backupReasons)[number]

const manifest = z.object({
  madeAt: z.iso.datetime({ offset: true }),
  reason: z.enum(backupReasons),
  /** Version of the program, and the last step of the schema. */
  program: z.string(),
  schema: z.string(),
  dataId: z.string().nullable(),
  databaseBytes: z.int(),
  databaseSha256: z.string(),
  tables: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })),
})

/** What a backup says of itself: enough to prove that what comes out of it is what went in. */
export type Manifest = z.infer<typeof manifest>

const head = z.object({
  format: z.literal('madoguchi-backup'),
  version: z.literal(1),
  /** Null: the backup is not encrypted. */
  sealed: z
    .object({ cipher: z.literal('aes-256-gcm'), kdf: z.literal('scrypt'), salt: z.string() })
    .nullable(),
  manifest,
})

/** The first line of a backup. */
export type Head = z.infer<typeof head>

/** Reads the first line of a file; null when it is none of ours. */
export function parseHead(line: string): Head | null {
  try {
    return head.parse(JSON.parse(line))
  } catch {
    return null
  }
}
