import { expect, test } from 'vitest'
import { type OpenSpan, openSpans } from '#src/audit-log/exposure.ts'
import { type ExposureQuestion, parseExposure, typedExposure } from '#src/audit-log/exposure-form.ts'
import { exposureTable } from '#src/audit-log/exposure-table.ts'
import { countExposed, findExposure } from '#src/audit-log/find-exposure.ts'
import type { LogRow } from '#src/audit-log/log.ts'
import { recordAudit } from '#src/audit/entry-queries.ts'
import { noteShownList } from '#src/audit/note-shown.ts'
import { insertOpinion } from '#src/opinions/opinion-queries.ts'
import { viewContact } from '#src/opinions/view-contact.ts'
import { findOpinion } from '#src/opinions/opinion-queries.ts'
import { viewBooking } from '#src/reception/view-booking.ts'
import { letIn } from '#src/staff/open-session.ts'
import { accountByLogin } from '#src/staff/account-queries.ts'
import { sessionMilliseconds } from '#src/staff/session.ts'
import { beginErasing, changeRetention } from '#src/retention/change-retention.ts'
import { purge } from '#src/retention/purge.ts'
import { signOut } from '#src/staff/sign-out.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { tokenHash } from '#src/access/token.ts'
import { linesOf } from '../exports/files.ts'
import { exportFile } from '#src/exports/export-file.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'

const nine = instant('2026-12-01T09:00')
const minute = 60_000

function row(at: number, deed: string, details: object = {}, more: Partial<LogRow> = {}): LogRow {
  return {
    ...{ id: at, at, deed, details: { ...details }, actor: 'staff:1', role: 'clerk' },
    ...{ appointmentId: null, reference: null, counterId: null },
    ...more,
  }
}

const spans = (...rows: LogRow[]) => openSpans(rows).map(({ from, to }: OpenSpan) => [from, to])

test('a sign-in lasts until its own end is written down', () => {
  const rows = [
    row(1, 'signed_in', { session: 'a' }),
    row(2, 'signed_in', { session: 'b' }),
    row(5, 'signed_out', { session: 'b' }),
    row(9, 'signed_out', { session: 'a' }),
  ]

  expect(spans(...rows)).toEqual([
    [1, 9],
    [2, 5],
  ])
})

test('without an end it lasts twelve hours, and unlocking goes on where the locked one ended', () => {
  expect(spans(row(1, 'signed_in', { session: 'a' }))).toEqual([[1, 1 + sessionMilliseconds]])
  expect(
    spans(row(1, 'signed_in', { session: 'a' }), row(5, 'unlocked', { session: 'b', ended: 'a' })),
  ).toEqual([
    [1, 5],
    [5, 5 + sessionMilliseconds],
  ])
})

test('being disabled or signed out by an administrator ends everything, and of nobody else', () => {
  const rows = [
    row(1, 'signed_in', { session: 'a' }),
    row(2, 'signed_in', { session: 'b' }, { actor: 'staff:2' }),
    row(4, 'person_disabled', { staffId: 1 }, { actor: 'staff:9', role: 'administrator' }),
  ]

  expect(spans(...rows)).toEqual([
    [1, 4],
    [2, 2 + sessionMilliseconds],
  ])
})

test.for([
  [{ from: '', to: '2026-12-01T10:00' }, 'from required'],
  [{ from: '2026-02-29T10:00', to: '2026-12-01T10:00' }, 'from not_a_time'],
  [{ from: '2026-12-01T10:00', to: '2026-12-01T10:00' }, 'to ends_before_start'],
  [{ from: '2026-08-30T10:00', to: '2026-12-01T10:00' }, 'to too_long'],
  [{ from: '2026-08-31T10:00', to: '2026-12-01T10:00' }, ''],
] as const)('the times %j are told what is wrong: %s', ([times, told]) => {
  const fields = new Map(Object.entries(times))
  const typed = typedExposure({ one: name => fields.get(name) ?? '', all: () => [] })

  const parsed = parseExposure({ timeZone: 'Asia/Tokyo', counters: [] }, typed)

  expect(parsed.ok ? '' : parsed.faults.map(({ field, reason }) => `${field} ${reason}`).join()).toBe(told)
})

/** Signs an account of the sample in at the ward's time. */
async function signedIn(
  ward: Ward,
  login: string,
): Promise<{ staff: StaffMember; leave: () => Promise<void> }> {
  const { store, clock } = ward.deps
  return store.write(async db => {
    const account = await accountByLogin(db, login)
    if (!account) throw new Error(`no account ${login}`)
    const { token } = await letIn(db, account, { kind: 'browser', browser: null }, clock.now())
    const staff = { ...account, name: login, pseudonym: login, counterIds: [] }
    const hash = tokenHash(token)
    const session = { tokenHash: hash, kind: 'browser', step: 'open', activeAt: 0, expiresAt: 0 } as const
    return { staff, leave: () => signOut(ward.deps, staff, { ...session, idleLockMinutes: 15 }) }
  })
}

const question = (more: Partial<ExposureQuestion> = {}): ExposureQuestion => ({
  ...{ from: nine, to: nine + 60 * minute, staffId: null, counter: null },
  ...more,
})

/** The lines of the file: reference → who saw it and who could have. */
async function linesFor(ward: Ward, asked = question(), withNames = false) {
  const exposure = await findExposure(ward.deps.store, ward.office, asked)
  const { staff } = await signedIn(ward, 'admin')
  const span = { from: '2026-12-01', to: '2026-12-01' }
  const outcome = await exportFile(ward.deps, staff, {
    ...{ tables: [exposureTable(exposure, { withNames })], format: 'csv', encoding: 'utf-8' },
    scope: { office: ward.office, counterIds: [], ...span, asOf: nine },
  })
  if (!outcome.ok) throw new Error(outcome.reason)
  return linesOf(await new Response(outcome.bytes).text())
}

test('who was signed in could have seen all of their counters, and saw what they opened', async () => {
  const ward = await openWard({ now: '2026-12-01T09:10' })
  const one = await ward.booked(['tennyu'], '2026-12-02T10:00')
  const two = await ward.booked(['koseki-konin'], '2026-12-02T10:00')
  const { staff } = await signedIn(ward, 'clerk')
  await viewBooking(ward.deps, ward.office, staff, one.appointmentId)

  const lines = await linesFor(ward)

  expect(lines.map(line => [line.counter, line.seen, line.seen_by, line.could_by])).toEqual([
    ['ido', '1', 'clerk', 'clerk'],
    ['koseki', '0', '', 'clerk'],
  ])
  expect(JSON.stringify(lines)).not.toContain('ミホン')
  expect(two.reference).not.toBe(one.reference)
})

test('a list counts for those that it showed, from half an hour before', async () => {
  const ward = await openWard({ now: '2026-12-01T08:31' })
  const one = await ward.booked(['tennyu'], '2026-12-01T10:00')
  const two = await ward.booked(['tennyu'], '2026-12-01T10:30')
  const { staff, leave } = await signedIn(ward, 'clerk')
  const { office } = ward
  await noteShownList(ward.deps, { office, staff }, { on: 'reception', appointmentIds: [one.appointmentId] })
  ward.setNow('2026-12-01T08:29')
  await noteShownList(ward.deps, { office, staff }, { on: 'reception', appointmentIds: [two.appointmentId] })
  ward.setNow('2026-12-01T08:45')
  await leave()
  ward.setNow('2026-12-01T09:30')

  const lines = await linesFor(ward)

  expect(lines.map(line => [line.seen_by, line.could_by])).toEqual([['clerk', '']])
})

test('what was booked after somebody had left, they could not see', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  const { leave } = await signedIn(ward, 'clerk')
  ward.setNow('2026-12-01T09:20')
  await leave()
  ward.setNow('2026-12-01T09:21')
  await ward.booked(['tennyu'], '2026-12-02T10:30')

  const late = await findExposure(ward.deps.store, ward.office, question({ from: nine + 21 * minute }))
  expect((await countExposed(ward.deps.store, late)).could.booking).toBe(0)
  expect(await linesFor(ward, question({ to: nine + 21 * minute }))).toHaveLength(1)
})

test('contractors see no names, and one account or one counter can be asked for alone', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  await ward.booked(['koseki-konin'], '2026-12-02T10:00')
  const helper = await signedIn(ward, 'contractor')
  const clerk = await signedIn(ward, 'clerk')
  const koseki = ward.office.counters.find(({ slug }) => slug === 'koseki') ?? null
  const counts = async (more: Partial<ExposureQuestion>) => {
    const exposure = await findExposure(ward.deps.store, ward.office, question(more))
    return (await countExposed(ward.deps.store, exposure)).could.booking
  }

  expect(await counts({ staffId: helper.staff.id })).toBe(0)
  expect(await counts({ staffId: clerk.staff.id })).toBe(2)
  expect(await counts({ counter: koseki })).toBe(1)
})

test('an account of one counter reaches that one, unless it was changed since', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  await ward.booked(['koseki-konin'], '2026-12-02T10:00')
  const { staff } = await signedIn(ward, 'clerk')
  const koseki = ward.office.counters.find(({ slug }) => slug === 'koseki')
  await ward.deps.store.write(db =>
    db
      .insertInto('staff_counters')
      .values({ staff_id: staff.id, counter_id: koseki?.id ?? 0, office_id: ward.office.id })
      .execute(),
  )
  expect((await linesFor(ward)).map(line => line.counter)).toEqual(['koseki'])

  await ward.deps.store.write(async db => {
    await recordAudit(db, {
      ...{ officeId: ward.office.id, at: nine + 120 * minute, actor: 'staff:1' },
      ...{ deed: 'person_changed', details: { staffId: staff.id, fields: ['counterIds'] } },
    })
  })

  expect((await linesFor(ward)).map(line => line.counter)).toEqual(['ido', 'koseki'])
})

test('names and contacts are in the file only where they are asked for', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(['tennyu'], '2026-12-02T10:00', { name: 'ミホン 花子', phone: '0600001234' })
  await signedIn(ward, 'clerk')

  const [line] = await linesFor(ward, question(), true)

  expect([line?.name, line?.phone, line?.held]).toEqual(['ミホン 花子', '0600001234', 'held'])
})

test('who has been erased since counts while their time was not yet over', async () => {
  const ward = await openWard({ now: '2026-11-01T09:00' })
  await ward.booked(['tennyu'], '2026-11-02T10:00')
  await ward.booked(['tennyu'], '2026-11-30T10:00')
  await ward.deps.store.write(async db => {
    await db.updateTable('appointments').set({ person_id: null }).execute()
    await db.deleteFrom('persons').execute()
  })
  ward.setNow('2026-12-03T09:00')
  await signedIn(ward, 'clerk')
  const third = instant('2026-12-03T08:00')

  const lines = await linesFor(ward, question({ from: third, to: third + 120 * minute }))

  expect(lines.map(line => [line.visit_at, line.held])).toEqual([['2026-11-30T10:00:00+09:00', 'erased']])
})

test.for([
  ['the days were more', { is_erasing: 1 }],
  ['nothing was erased yet', { is_erasing: 0 }],
] as const)('who has been erased since counts by what was kept at that time: %s', async ([, before]) => {
  const ward = await openWard({ now: '2026-10-20T09:00' })
  const { deps } = ward
  await ward.booked(['tennyu'], '2026-10-22T10:00')
  await ward.change(db =>
    db
      .updateTable('offices')
      .set({ ...before, keep_bookings_days: 90 })
      .execute(),
  )
  ward.setNow('2026-12-03T09:00')
  const { staff } = await signedIn(ward, 'admin')
  const office = async () => (await deps.offices.bySlug('mihon')) ?? ward.office
  const third = instant('2026-12-03T08:00')
  const asked = question({ from: third, to: third + 120 * minute })

  ward.setNow('2026-12-04T09:00')
  if (!before.is_erasing) await beginErasing(deps, staff, await office())
  const { retention, revision } = await office()
  const days = { ...retention.days, bookings: 3 }
  const change = { days, revision, isConfirmed: true }
  expect(await changeRetention(deps, staff, await office(), change)).toEqual({ ok: true })
  ward.setNow('2026-12-05T03:30')
  await purge(deps)
  Object.assign(ward, { office: await office() })

  const lines = await linesFor(ward, asked)
  expect(lines.map(line => [line.visit_at, line.held])).toEqual([['2026-10-22T10:00:00+09:00', 'erased']])
})

test('the contact of an opinion counts like a booking', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const id = await ward.deps.store.write(db =>
    insertOpinion(db, {
      ...{ officeId: ward.office.id, receipt: 'MIHON23456', channel: 'web', language: 'ja', now: nine },
      ...{ receivedDate: '2026-12-01', text: 'ミホンの意見', category: 'other', counter: null },
      ...{ wantsAnswer: true, contact: { name: null, email: 'mihon@example.test', phone: null } },
    }),
  )
  const { staff } = await signedIn(ward, 'supervisor')
  const opinion = await ward.deps.store.read(db => findOpinion(db, ward.office.id, id))
  if (!opinion) throw new Error('no opinion')
  await viewContact(ward.deps, ward.office, staff, opinion)

  const lines = await linesFor(ward)

  expect(lines.map(line => [line.kind, line.seen_by, line.could_by])).toEqual([
    ['opinion', 'supervisor', 'supervisor'],
  ])
})
