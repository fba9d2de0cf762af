import { expect, test } from 'vitest'
import { visitsTable } from '#src/exports/visits-table.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { instant, openWard } from '../support/ward.ts'
import { factsOf, plantFacts } from './facts.ts'
import { november, rowsOf } from './files.ts'

const now = '2026-12-01T10:00'

/** A ward with a supervisor. */
async function openOffice() {
  const ward = await openWard({ now })
  return { ward, staff: await newStaffMember(ward, 'supervisor') }
}

const languages = (lines: Array<Record<string, string>>) => lines.map(({ language }) => language).join(' ')

test('a ticket is a row of times and minutes, without anything that says who it was', async () => {
  const { ward, staff } = await openOffice()
  const at = (time: string) => instant(`2026-11-02T${time}`)
  const facts = factsOf(ward, 7, {
    ...{ kind: 'booked', channel: 'web', people: 2, calls: 2 },
    ...{ appointmentAt: at('09:05'), checkedInAt: at('09:00'), firstCalledAt: at('09:12:30') },
    ...{ servedCallAt: at('09:14'), startedAt: at('09:14:30'), serviceEndedAt: at('09:30') },
    ...{ deliveryCalledAt: at('09:41'), deliveredAt: at('09:42') },
  })
  await plantFacts(ward, [facts])

  expect(await rowsOf(ward, staff, visitsTable)).toEqual([
    {
      ...{ leg_id: '7', visit_id: '7', business_date: '2026-11-02', counter: 'ido', procedures: 'tennyu' },
      ...{ kind: 'booked', priority_class: '', appt_at: '2026-11-02T09:05:00+09:00' },
      ...{ checked_in_at: '2026-11-02T09:00:00+09:00', first_call_at: '2026-11-02T09:12:30+09:00' },
      ...{ served_call_at: '2026-11-02T09:14:00+09:00', service_start_at: '2026-11-02T09:14:30+09:00' },
      ...{ service_end_at: '2026-11-02T09:30:00+09:00', delivery_called_at: '2026-11-02T09:41:00+09:00' },
      ...{ delivered_at: '2026-11-02T09:42:00+09:00', calls: '2', outcome: 'served' },
      ...{ wait_min: '12.5', past_appt_min: '7.5', lateness_min: '-5', walk_min: '0.5' },
      ...{ service_min: '14', handling_min: '16', delivery_wait_min: '11' },
      ...{ window: '', party_size: '2', channel: 'web', flags: '', language: '' },
    },
  ])
})

test('who was never called has no times, and a walk-in no appointment', async () => {
  const { ward, staff } = await openOffice()
  const never = { firstCalledAt: null, servedCallAt: null, startedAt: null, serviceEndedAt: null }
  await plantFacts(ward, [
    factsOf(ward, 1, { ...never, servingMilliseconds: null, servingSpans: [], calls: 0, outcome: 'left' }),
  ])

  const [row] = await rowsOf(ward, staff, visitsTable)
  expect(row).toMatchObject({ outcome: 'left', calls: '0', wait_min: '', service_min: '', appt_at: '' })
  expect(row).toMatchObject({ first_call_at: '', past_appt_min: '', lateness_min: '' })
})

test('what makes a row doubtful is flagged, each by its word', async () => {
  const { ward, staff } = await openOffice()
  await plantFacts(ward, [
    factsOf(ward, 1, { isEndInferred: true, isLateConverted: true }),
    factsOf(ward, 2, { servingMilliseconds: 9999 }),
    factsOf(ward, 3, { servingMilliseconds: 10_000 }),
    factsOf(ward, 4, { servingMilliseconds: 14_400_001, isFromPaper: true }),
  ])

  const rows = await rowsOf(ward, staff, visitsTable)
  expect(rows.map(({ flags }) => flags)).toEqual([
    'end_inferred late_converted',
    'too_short',
    '',
    'too_long from_paper',
  ])
})

test('a language that fewer than ten of a month had is not told, in the next month it may be', async () => {
  const { ward, staff } = await openOffice()
  const ten = Array.from({ length: 10 }, (_, index) => factsOf(ward, index + 1, { language: 'ja' }))
  const rare = Array.from({ length: 9 }, (_, index) => factsOf(ward, index + 11, { language: 'en' }))
  const october = { businessDate: '2026-10-30', language: 'en' }
  const often = Array.from({ length: 10 }, (_, index) => factsOf(ward, index + 20, october))
  await plantFacts(ward, [...ten, ...rare, ...often])

  const rows = await rowsOf(ward, staff, visitsTable, november(ward, { from: '2026-10-01' }))
  expect(languages(rows.slice(0, 10))).toBe(Array.from({ length: 10 }, () => 'en').join(' '))
  expect(languages(rows.slice(10)).trim()).toBe(Array.from({ length: 10 }, () => 'ja').join(' '))
  expect(rows).toHaveLength(29)
})

test('priority is told only where ten of a month had it', async () => {
  const { ward, staff } = await openOffice()
  const first = Array.from({ length: 11 }, (_, index) => factsOf(ward, index + 1, { isPriority: index < 9 }))
  await plantFacts(ward, first)
  const told = async () => new Set((await rowsOf(ward, staff, visitsTable)).map(row => row['priority_class']))

  expect(await told()).toEqual(new Set(['']))
  await plantFacts(ward, [factsOf(ward, 12, { isPriority: true })])
  expect(await told()).toEqual(new Set(['priority', 'none']))
})

test('rows come page after page, none twice and none left out, in the order of days', async () => {
  const { ward, staff } = await openOffice()
  const facts = Array.from({ length: 401 }, (_, index) =>
    factsOf(ward, index + 1, { businessDate: index % 2 === 0 ? '2026-11-02' : '2026-11-04' }),
  )
  await plantFacts(ward, facts)

  const rows = await rowsOf(ward, staff, visitsTable)
  const ids = rows.map(row => Number(row['leg_id']))
  expect(ids.toSorted((a, b) => a - b)).toEqual(facts.map(({ ticketId }) => ticketId))
  const days = rows.map(row => row['business_date'] ?? '')
  expect(days).toEqual(days.toSorted())
})

test('the first and the last day are in it, the days around them are not', async () => {
  const { ward, staff } = await openOffice()
  const days = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01']
  await plantFacts(
    ward,
    days.map((businessDate, index) => factsOf(ward, index + 1, { businessDate })),
  )

  const rows = await rowsOf(ward, staff, visitsTable)
  expect(rows.map(row => row['business_date'])).toEqual(['2026-11-01', '2026-11-30'])
})

test('rows of counters that somebody does not work at are not theirs', async () => {
  const { ward, staff } = await openOffice()
  await plantFacts(ward, [factsOf(ward, 1), factsOf(ward, 2, { counter: 'kokuho' })])

  const scope = november(ward, { counterIds: [counterOf(ward, 'kokuho').id] })
  expect((await rowsOf(ward, staff, visitsTable, scope)).map(({ counter }) => counter)).toEqual(['kokuho'])
  expect(await rowsOf(ward, staff, visitsTable, november(ward, { counterIds: [] }))).toEqual([])
})
