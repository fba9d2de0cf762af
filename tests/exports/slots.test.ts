import BetterSqlite from 'better-sqlite3'
import {
  createQueryId,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type RootOperationNode,
  SqliteQueryCompiler,
} from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { bookedLegs } from '#src/exports/queries.ts'
import { slotsTable } from '#src/exports/slots-table.ts'
import { noteNoShows } from '#src/queue/end-day.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { offeredSlots } from '#src/statistics/offered-slots.ts'
import { saveSlots } from '#src/statistics/slot-queries.ts'
import { cancelIt } from '../booking/deeds.ts'
import { checkIn, done, newStaffMember, openWindows } from '../support/queue.ts'
import { engine, instant, openWard } from '../support/ward.ts'
import { november, rowsOf } from './files.ts'

const date = '2026-12-01'

test('a slot tells what the rules offered and what became of its bookings', async () => {
  const ward = await openWard({ now: `${date}T08:00` })
  const staff = await newStaffMember(ward, 'supervisor')
  const kept = await ward.booked(['tennyu'], `${date}T10:30`)
  await ward.booked(['tennyu'], `${date}T10:00`)
  const gone = await ward.booked(['tennyu'], `${date}T11:00`)
  await cancelIt(ward, gone.appointmentId)
  await checkIn(ward, kept.appointmentId, { at: `${date}T10:24` })
  ward.setNow(`${date}T12:00`)
  await noteNoShows(ward.deps, ward.office)
  await keepUp(ward.deps)
  const day = { officeId: ward.office.id, date, isRunning: true }
  await ward.deps.store.write(db => saveSlots(db, day, offeredSlots(ward.office, date)))

  const rows = await rowsOf(ward, staff, slotsTable, november(ward, { from: date, to: date }))
  const ido = rows.filter(({ counter }) => counter === 'ido')
  const told = (time: string) => ido.find(row => row['slot_start'] === `${date}T${time}:00+09:00`)
  expect(told('10:30')).toMatchObject({ booked: '1', cancelled: '0', attended: '1', no_show: '0' })
  expect(told('10:00')).toMatchObject({ booked: '1', cancelled: '0', attended: '0', no_show: '1' })
  expect(told('11:00')).toMatchObject({ booked: '1', cancelled: '1', attended: '0', no_show: '0' })
  expect(Number(told('09:00')?.['offered'])).toBeGreaterThan(0)
  expect(told('09:00')).toMatchObject({ booked: '0', cancelled: '0' })
})

test('a booking checked in by mistake is told as the figures tell it: nobody has come', async () => {
  const ward = await openWard({ now: `${date}T08:00` })
  const staff = await newStaffMember(ward, 'supervisor')
  const { appointmentId } = await ward.booked(['tennyu'], `${date}T10:00`)
  const [desk] = await openWindows(ward, 'ido')
  const mistaken = done(await checkIn(ward, appointmentId, { at: `${date}T09:50` }))
  done(await desk.act('void', mistaken, { reason: 'test' }))
  ward.setNow(`${date}T12:00`)
  await noteNoShows(ward.deps, ward.office)
  await keepUp(ward.deps)

  const rows = await rowsOf(ward, staff, slotsTable, november(ward, { from: date, to: date }))
  const slot = rows.find(row => row['slot_start'] === `${date}T10:00:00+09:00` && row['counter'] === 'ido')
  expect(slot).toMatchObject({ booked: '1', attended: '0', no_show: '1' })
})

test.runIf(engine === 'sqlite')(
  'whether somebody came is looked up by keys, never by reading a log or a day whole',
  async () => {
    const ward = await openWard({ now: `${date}T08:00` })
    const asked: RootOperationNode[] = []
    const noting = {
      transformQuery({ node }: PluginTransformQueryArgs) {
        asked.push(node)
        return node
      },
      transformResult: async ({ result }: PluginTransformResultArgs) => result,
    }
    const span = { from: instant(`${date}T00:00`), before: instant(`${date}T23:59`) }

    await ward.deps.store.read(db => bookedLegs(db.withPlugin(noting), [1, 2], span))

    const [query] = asked
    if (!query) throw new Error('nothing was asked')
    const { sql, parameters } = new SqliteQueryCompiler().compileQuery(query, createQueryId())
    const handle = new BetterSqlite(ward.databaseUrl.slice('file:'.length), { readonly: true })
    onTestFinished(() => void handle.close())
    const steps = handle.prepare(`explain query plan ${sql}`).all(...parameters) as Array<{ detail: string }>
    const details = steps.map(({ detail }) => detail)
    expect(details.filter(detail => detail.startsWith('SCAN'))).toEqual([])
    expect(details.find(detail => detail.includes(' event '))).toContain('leg_id=?')
    expect(details.find(detail => detail.includes('tickets'))).toContain('leg_id=?')
    expect(details.find(detail => detail.includes(' leg '))).toContain('counter_id=?')
  },
)

test('days without slots and bookings have no rows', async () => {
  const ward = await openWard({ now: `${date}T08:00` })
  const staff = await newStaffMember(ward, 'supervisor')

  expect(await rowsOf(ward, staff, slotsTable, november(ward))).toEqual([])
  expect(await rowsOf(ward, staff, slotsTable, november(ward, { counterIds: [] }))).toEqual([])
})
