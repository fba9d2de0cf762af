import { opendir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../clock.ts'

/** Kept mails that were written before an instant: how many there are, and the oldest. */
export async function mailsBefore(
  folder: string,
  before: Instant,
): Promise<{ count: number; oldest: Instant | null }> {
  let count = 0
  let oldest: Instant | null = null
  for await (const { writtenAt } of oldMails(folder, before)) {
    count += 1
    oldest = oldest === null ? writtenAt : Math.min(oldest, writtenAt)
  }
  return { count, oldest }
}

/** Erases them, and answers how many. */
export async function eraseMailsBefore(folder: string, before: Instant): Promise<number> {
  let erased = 0
  for await (const { path } of oldMails(folder, before)) erased += await erase(path)
  return erased
}

/** Erases the mails of these messages, where they were kept. */
export async function eraseMails(folder: string, messageIds: readonly string[]): Promise<number> {
  let erased = 0
  for (const id of messageIds) erased += await erase(join(folder, `${id}.eml`))
  return erased
}

/** Half-written ones, after a crash, among them. */
async function* oldMails(
  folder: string,
  before: Instant,
): AsyncGenerator<{ path: string; writtenAt: Instant }> {
  const names = await opendir(folder).catch(none)
  if (!names) return
  for await (const { name } of names) {
    if (!/\.eml(\.tmp)?$/.test(name)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(none)
    if (found && found.mtimeMs < before) yield { path, writtenAt: found.mtimeMs }
  }
}

/** Another server may have been quicker. */
async function erase(path: string): Promise<number> {
  const done = await unlink(path).then(() => true, none)
  return done ? 1 : 0
}

function none(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
