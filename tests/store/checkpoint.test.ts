import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore, type Store } from '#db/store.ts'
import { engine, openWard } from '../support/ward.ts'
import { keep, kept } from './kept-texts.ts'

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

async function openOne() {
  const ward = await openWard()
  const path = ward.databaseUrl.slice('file:'.length)
  return { store: ward.deps.store, path, fileSize: () => statSync(path).size }
}

const text = 'x'.repeat(100 * kibibyte)

/** Writes so much into the log in small deeds: a text stands in the table and in its index. Answers how many. */
async function writeMuch(store: Store, bytes: number): Promise<number> {
  const count = Math.ceil(bytes / 2 / text.length)
  for (let index = 0; index < count; index += 1) await store.write(db => keep(db, `${randomUUID()} ${text}`))
  return count
}

/** What tells the present log from the one before it. */
function saltOf(path: string): bigint {
  return readFileSync(`${path}-wal`).readBigUInt64BE(16)
}

describe.runIf(engine === 'sqlite')('the log of a SQLite file', () => {
  test('is copied into the file before a commit would have to, by nobody who waits for it', async () => {
    const { store, path, fileSize } = await openOne()
    await writeMuch(store, 12 * mebibyte)
    const before = { size: fileSize(), salt: saltOf(path) }
    await sleep(100)
    expect(fileSize(), '12 of 16 MiB are left in the log').toBe(before.size)

    await writeMuch(store, 6 * mebibyte)
    await expect.poll(fileSize, { timeout: 5000 }).toBeGreaterThan(before.size + 10 * mebibyte)
    // The deed after it copies what came meanwhile, and the one after that begins the log anew.
    await expect
      .poll(async () => store.write(db => keep(db, randomUUID())).then(() => saltOf(path)), { timeout: 5000 })
      .not.toBe(before.salt)
  })

  test('is whole when the store is closed while it is copied', async () => {
    const { store, path } = await openOne()
    const count = await writeMuch(store, 18 * mebibyte)

    await store.close()
    const again = await openStore(`file:${path}`)
    onTestFinished(() => again.close())
    expect(await kept(again)).toHaveLength(count)
  })
})
