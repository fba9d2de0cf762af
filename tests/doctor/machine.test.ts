import { expect, test } from 'vitest'
import { lookAtClock } from '#src/doctor/data.ts'
import { lookAtFileSystem, tellDisk, tellFileSystem } from '#src/doctor/machine.ts'

const gibibyte = 1_073_741_824

test.for([
  { free: 0.9, of: 20, state: 'bad', what: 'almost nothing of a small disk' },
  { free: 1.1, of: 20, state: 'warning', what: 'a little of a small disk' },
  { free: 3.1, of: 20, state: 'good', what: 'enough of a small disk' },
  { free: 4.9, of: 250, state: 'bad', what: 'almost nothing of a large disk' },
  { free: 10, of: 250, state: 'warning', what: 'a small share of a large disk' },
  { free: 21, of: 250, state: 'good', what: 'a small share that is room for years' },
])('$what: $free of $of GiB is $state', ({ free, of, state }) => {
  const line = tellDisk('data', { freeBytes: free * gibibyte, freeShare: free / of })

  expect([line.name, line.state]).toEqual(['disk space', state])
})

test.each([
  ['NFS', 0x6969],
  ['SMB', 0x517b],
  ['SMB', 0xfe534d42],
  ['CIFS', 0xff534d42],
  ['SMB', 0xfe534d42 | 0],
  ['FUSE', 0x65735546],
])('a database on %s is bad, and where it should be is told', (name, type) => {
  const line = tellFileSystem('/srv/share', type)

  expect(line).toMatchObject({ name: 'file system', state: 'bad' })
  expect(JSON.stringify(line)).toContain(`${name} at /srv/share`)
  expect(JSON.stringify(line)).toContain('local disk')
})

test.each([
  ['ext4', 0xef53],
  ['XFS', 0x58465342],
  ['Btrfs', 0x9123683e],
  ['the memory of the machine', 0x01021994],
])('a database on %s is good', (_, type) => {
  expect(tellFileSystem('data', type).state).toBe('good')
})

test('the folder that the doctor is shown is asked for its own file system', async () => {
  expect((await lookAtFileSystem(import.meta.dirname)).state).toBe('good')
})

const noon = Date.UTC(2026, 11, 1, 3)
const minute = 60_000

test.each([
  { what: 'a clock of 1970', now: 0, lastEntryAt: noon, state: 'bad' },
  { what: 'six minutes behind what was written', now: noon, lastEntryAt: noon + 6 * minute, state: 'bad' },
  { what: 'five minutes behind it', now: noon, lastEntryAt: noon + 5 * minute, state: 'good' },
  { what: 'a clock that goes right', now: noon, lastEntryAt: noon - minute, state: 'good' },
  { what: 'a clock of 1970 where nothing was written', now: 0, lastEntryAt: null, state: 'good' },
])('$what is $state', ({ now, lastEntryAt, state }) => {
  expect(lookAtClock(now, lastEntryAt)).toMatchObject({ name: 'clock', state })
})
