import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseDatabaseUrl } from '#db/connect.ts'

/** How much of the disk under a folder is free for programs that are not root's. */
export async function diskSpace(folder: string): Promise<{ freeBytes: number; freeShare: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, freeShare: blocks > 0 ? bavail / blocks : 1 }
}

/** Bytes that are free beside the file of a database; null where it is a server's, whose disk is not seen from here. */
export async function freeBytesFor(databaseUrl: string): Promise<number | null> {
  const target = parseDatabaseUrl(databaseUrl)
  if (target.engine === 'postgres') return null
  return (await diskSpace(dirname(target.path))).freeBytes
}
