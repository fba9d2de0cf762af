import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimDatabase, isClaimed } from '#db/claim.ts'
import { newFolder } from '../support/program.ts'

const newFile = () => join(newFolder(), 'office.db')
const claimModule = join(import.meta.dirname, '../../db/claim.ts')

test('a file is claimed by one until it is released', async () => {
  const file = newFile()
  const first = await claimDatabase(`file:${file}`)

  expect(await claimDatabase(`file:${file}`)).toBe(null)
  expect(await isClaimed(file)).toBe(true)

  first?.release()
  expect(await isClaimed(file)).toBe(false)
  const second = await claimDatabase(`file:${file}`)
  expect(second).not.toBe(null)
  second?.release()
})

test('looking whether a file is claimed makes no file, and claiming makes none but the lock', async () => {
  const file = newFile()

  expect(await isClaimed(file)).toBe(false)
  expect(existsSync(`${file}.lock`)).toBe(false)

  const claim = await claimDatabase(`file:${file}`)
  expect([existsSync(file), existsSync(`${file}.lock`)]).toEqual([false, true])
  claim?.release()
})

test('a file reached by a link is the same file', async () => {
  const file = newFile()
  const elsewhere = join(newFolder(), 'link.db')
  writeFileSync(file, '')
  symlinkSync(file, elsewhere)
  const claim = await claimDatabase(`file:${file}`)

  expect(await claimDatabase(`file:${elsewhere}`)).toBe(null)

  claim?.release()
})

test('a program that is killed has claimed nothing any more', async () => {
  const file = newFile()
  const holding = `const { claimDatabase } = await import(${JSON.stringify(claimModule)})
    globalThis.claim = await claimDatabase(${JSON.stringify(`file:${file}`)})
    console.log('claimed')
    setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '-e', holding])
  await once(other.stdout, 'data')
  expect(await claimDatabase(`file:${file}`)).toBe(null)

  const ended = once(other, 'exit')
  other.kill('SIGKILL')
  await ended

  const claim = await claimDatabase(`file:${file}`)
  expect(claim).not.toBe(null)
  claim?.release()
})

test('several servers may share one PostgreSQL', async () => {
  const url = 'postgres://a:b@127.0.0.1:1/c'

  expect(await claimDatabase(url)).not.toBe(null)
  expect(await claimDatabase(url)).not.toBe(null)
})

test('a lock that cannot be made is an error, not a claim', async () => {
  const file = newFile()
  mkdirSync(`${file}.lock`)

  await expect(claimDatabase(`file:${file}`)).rejects.toThrow(/unable to open/)
})
