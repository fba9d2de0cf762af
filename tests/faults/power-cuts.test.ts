import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildProgram, newFolder } from '../support/program.ts'
import { randomNumbers } from '../support/random.ts'
import { createDisk, type DiskDeed, type Image } from './disk.ts'
import { cutPower, recordServer, unflushedProgram } from './power-cuts.ts'
import { canTrace } from './strace.ts'

const write = (at: number, text: string): DiskDeed => ({
  kind: 'write',
  file: 'log',
  at,
  bytes: Buffer.from(text),
})
const flush: DiskDeed = { kind: 'flush', file: 'log' }

function diskAfter(...deeds: DiskDeed[]) {
  const disk = createDisk()
  for (const deed of deeds) disk.do(deed)
  return disk
}

function textIn(image: Image): string | undefined {
  return image.get('log')?.toString()
}

beforeAll(buildProgram)

test('the control of the long run, a program that does not wait for the disk, can be made from the built one', () => {
  expect(existsSync(unflushedProgram(newFolder()))).toBe(true)
})

describe('on a disk without power', () => {
  const random = randomNumbers(1)

  test('what was flushed is there, and what was not is there only when all survives', () => {
    const disk = diskAfter(write(0, 'one'), flush, write(3, 'two'))

    expect(textIn(disk.afterPowerCut('nothing', random))).toBe('one')
    expect(textIn(disk.afterPowerCut('all', random))).toBe('onetwo')
  })

  test('a file that was cut short and not flushed may still have its old end', () => {
    const disk = diskAfter(
      write(0, 'one two'),
      flush,
      { kind: 'truncate', file: 'log', size: 3 },
      write(3, '!'),
    )

    expect(textIn(disk.afterPowerCut('nothing', random))).toBe('one two')
    expect(textIn(disk.afterPowerCut('all', random))).toBe('one!')
  })

  test('of a long write some sectors survive and others do not', () => {
    const disk = diskAfter(write(100, 'x'.repeat(8192)))

    const images = Array.from({ length: 20 }, () => textIn(disk.afterPowerCut('some', random)) ?? '')

    const kept = images.map(text => text.replaceAll('\0', '').length)
    expect(kept.every(count => count > 0 && count < 8192)).toBe(true)
    expect(new Set(kept).size).toBeGreaterThan(5)
    // From byte 100 to the end of its sector, then whole ones, then the rest.
    expect(kept.every(count => [0, 412, 100, 0].some(odd => (count - odd) % 512 === 0))).toBe(true)
  })

  test('flushing one file does nothing for another', () => {
    const disk = diskAfter(write(0, 'one'), { kind: 'flush', file: 'database' })

    expect(textIn(disk.afterPowerCut('nothing', random))).toBe('')
  })

  test('a file that was removed is gone', () => {
    const disk = diskAfter(write(0, 'one'), flush, { kind: 'remove', file: 'log' })

    expect([...disk.afterPowerCut('all', random).keys()]).toEqual([])
  })
})

describe.skipIf(!canTrace())('recorded by strace', () => {
  test('whatever was confirmed survives a power cut at any moment, because each commit flushes the log', async () => {
    const recording = await recordServer({ seed: 1, milliseconds: 1000 })

    const { lost, doubled, broken, acknowledged, examples } = await cutPower(recording, { cuts: 6, seed: 2 })
    expect(examples).toEqual([])
    expect({ lost, doubled, broken }).toEqual({ lost: 0, doubled: 0, broken: 0 })
    expect(acknowledged).toBeGreaterThan(10)

    const isFlushOfLog = (deed: DiskDeed) => deed.kind === 'flush' && deed.file.endsWith('-wal')
    const unflushed = { ...recording, deeds: recording.deeds.filter(deed => !isFlushOfLog(deed)) }
    expect((await cutPower(unflushed, { cuts: 2, seed: 3, ways: ['nothing'] })).lost).toBeGreaterThan(0)
  })
})
