import { expect, test } from 'vitest'
import { createRunningExports } from '#src/exports/running.ts'
import { newStaffMember } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { exportOf } from './files.ts'
import { named, tableOf } from './sample-table.ts'

const rows = Array.from({ length: 9 }, (_, index) => named(`見本 ${index}`))
const tables = [tableOf(rows)] as const

async function openOffice() {
  const ward = await openWard({ now: '2026-12-01T10:00' })
  return { ward, staff: await newStaffMember(ward, 'supervisor') }
}

async function auditOf({ deps }: Ward) {
  const entries = await deps.store.read(db =>
    db.selectFrom('audit').selectAll().where('deed', 'like', 'export%').orderBy('id').execute(),
  )
  return entries.map(({ actor, deed, details_json }) => ({ actor, deed, ...JSON.parse(details_json) }))
}

test('who takes which table of which days, and how many rows, is written down before the first byte', async () => {
  const { ward, staff } = await openOffice()
  const outcome = await exportOf(ward, staff, { tables })

  expect(outcome.ok).toBe(true)
  expect(await auditOf(ward)).toEqual([
    {
      ...{ actor: `staff:${staff.id}`, deed: 'exported', tables: ['sample'] },
      ...{ from: '2026-11-01', to: '2026-11-30', format: 'csv', encoding: 'utf-8', rows: 9 },
    },
  ])
})

test('a file that is read to its end leaves one entry and nothing running', async () => {
  const { ward, staff } = await openOffice()
  const outcome = await exportOf(ward, staff, { tables })
  if (!outcome.ok) throw new Error(outcome.reason)

  expect(ward.deps.exports.ofStaff(staff.id)).toMatchObject([{ tables: ['見本の表'], rows: 9, done: 0 }])
  expect(await new Response(outcome.bytes).text()).toContain('見本 8')
  expect(ward.deps.exports.ofStaff(staff.id)).toEqual([])
  expect(await auditOf(ward)).toHaveLength(1)
})

test('how many rows have gone out is known while they go', async () => {
  const { ward, staff } = await openOffice()
  const outcome = await exportOf(ward, staff, { tables })
  if (!outcome.ok) throw new Error(outcome.reason)
  const reader = outcome.bytes.getReader()
  const done = () => ward.deps.exports.ofStaff(staff.id)[0]?.done

  await reader.read()
  await reader.read()
  expect(done()).toBe(0)
  await reader.read()
  expect(done()).toBe(2)
  await reader.cancel()
})

test('whoever breaks off stops the reading, and that is written down too', async () => {
  const { ward, staff } = await openOffice()
  let pages = 0
  const [table] = tables
  const counting = tableOf(rows, {
    async open(read, scope) {
      const opened = await table.open(read, scope)
      return {
        ...opened,
        page(db, after) {
          pages += 1
          return opened.page(db, after)
        },
      }
    },
  })
  const outcome = await exportOf(ward, staff, { tables: [counting] })
  if (!outcome.ok) throw new Error(outcome.reason)
  const reader = outcome.bytes.getReader()
  for (let chunks = 0; chunks < 3; chunks += 1) await reader.read()
  await reader.cancel()

  expect(pages).toBe(2)
  expect(ward.deps.exports.ofStaff(staff.id)).toEqual([])
  expect(await auditOf(ward)).toMatchObject([
    { deed: 'exported' },
    { deed: 'export_cut', how: 'cut', rows: 9, done: 2 },
  ])
})

test('a file broken off while the server stops ends quietly, though nothing can be written down any more', async () => {
  const { ward, staff } = await openOffice()
  const outcome = await exportOf(ward, staff, { tables })
  if (!outcome.ok) throw new Error(outcome.reason)
  await ward.deps.store.close()

  await expect(outcome.bytes.cancel()).resolves.toBeUndefined()
  expect(ward.deps.exports.ofStaff(staff.id)).toEqual([])
})

test('a file that nobody reads any further is given up and makes room', async () => {
  const { ward, staff } = await openOffice()
  ward.deps.exports = createRunningExports({ unreadMillisecondsMax: 30 })
  const outcome = await exportOf(ward, staff, { tables })
  if (!outcome.ok) throw new Error(outcome.reason)

  await expect.poll(() => ward.deps.exports.ofStaff(staff.id)).toEqual([])
  await expect
    .poll(() => auditOf(ward))
    .toMatchObject([{ deed: 'exported' }, { deed: 'export_cut', done: 0 }])
})

test('two files are written at once, a third waits until one of them has ended', async () => {
  const { ward, staff } = await openOffice()
  const first = await exportOf(ward, staff, { tables })
  const second = await exportOf(ward, staff, { tables })
  if (!first.ok || !second.ok) throw new Error('refused')

  expect(await exportOf(ward, staff, { tables })).toEqual({ ok: false, reason: 'exports_busy' })
  expect(await auditOf(ward)).toHaveLength(2)
  await first.bytes.cancel()
  expect(await exportOf(ward, staff, { tables })).toMatchObject({ ok: true })
})

test('rows that cannot be read end the file without its end, and that is written down', async () => {
  const { ward, staff } = await openOffice()
  const [table] = tables
  const broken = tableOf(rows, {
    async open(read, scope) {
      const opened = await table.open(read, scope)
      return {
        ...opened,
        async page(db, after) {
          if (after) throw new Error('the disk is gone')
          return opened.page(db, after)
        },
      }
    },
  })
  const outcome = await exportOf(ward, staff, { tables: [broken] })
  if (!outcome.ok) throw new Error(outcome.reason)

  await expect(new Response(outcome.bytes).text()).rejects.toThrow('the disk is gone')
  expect(ward.deps.exports.ofStaff(staff.id)).toEqual([])
  await expect
    .poll(() => auditOf(ward))
    .toMatchObject([{ deed: 'exported' }, { deed: 'export_cut', how: 'failed' }])
})

test('more rows than a sheet has are refused for Excel alone', async () => {
  const { ward, staff } = await openOffice()
  const long = (count: number) =>
    tableOf([], { open: async () => ({ count, page: async () => ({ rows: [], next: null }) }) })

  const sheet = { tables: [long(1_048_575)], format: 'xlsx' } as const
  expect(await exportOf(ward, staff, { ...sheet })).toMatchObject({ ok: true })
  const more = { tables: [long(1_048_576)] } as const
  expect(await exportOf(ward, staff, { ...more, format: 'xlsx' })).toEqual({
    ok: false,
    reason: 'too_many_rows',
  })
  expect(await exportOf(ward, staff, { ...more, format: 'csv' })).toMatchObject({ ok: true })
})
