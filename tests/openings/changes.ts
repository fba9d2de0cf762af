import { randomUUID } from 'node:crypto'
import { clockTime, dateOf, type Instant, isoOf, minuteOf } from '#src/clock.ts'
import { counterById, type OpeningRule } from '#src/offices/office.ts'
import type { Hit } from '#src/openings/affected.ts'
import { changeOpenings, type Decision } from '#src/openings/change-openings.ts'
import type { RowChange } from '#src/openings/opening-change.ts'
import { previewOpenings } from '#src/openings/preview-openings.ts'
import { bookingsOf } from '#src/reception/queries.ts'
import { stretchesOf } from '#src/slots/capacity.ts'
import { slotMinutesAt } from '#src/slots/grid.ts'
import { openingOf, usableHours } from '#src/slots/opening.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Ward } from '../support/ward.ts'

export const administrator: StaffMember = {
  id: 1,
  officeId: null,
  login: 'admin',
  name: '見本 管理者',
  role: 'administrator',
  pseudonym: 's-admin',
  counterIds: [],
}

export const always = { validFrom: '2000-01-01', validTo: '9998-12-31' }

/** Hours of one counter on one day, in place of its usual ones. */
export function dated(
  counterId: number,
  onDate: string,
  [opensMinute, closesMinute]: [number, number],
): RowChange {
  const rule: Omit<OpeningRule, 'id'> = {
    ...{ counterId, serviceId: null, kind: 'special', weekday: null, nth: null, onDate, session: 'day' },
    ...{ opensMinute, closesMinute, ...always },
  }
  return { kind: 'add_rule', rule }
}

export function change(
  ward: Ward,
  rows: RowChange[],
  decisions: ReadonlyArray<[number, Decision]> = [],
  { seen = null, key = randomUUID() }: { seen?: number | null; key?: string } = {},
) {
  const body = { rows, decisions: [...decisions] }
  const intent = { key, scope: 'openings', body }
  return changeOpenings(ward.deps, ward.office, { rows, seen }, new Map(decisions), administrator, intent)
}

export async function preview(ward: Ward, rows: RowChange[], reader = administrator) {
  const shown = await previewOpenings(ward.deps, ward.office, { rows, seen: null }, reader)
  if (!shown.ok) throw new Error('the preview is stale')
  return shown
}

export function idsOf(hits: readonly Hit[]): number[] {
  return hits.map(({ visit }) => visit.appointmentId).toSorted((a, b) => a - b)
}

/** What everybody who has booked has been promised: when they come, or that they do not. */
export type Promised = Map<number, { startsAt: Instant; isCancelled: boolean }>

/**
 * Looks whether each promise is kept and seen by staff, whether everybody comes within the hours and whether at no
 * moment more come than there are windows, but for those about whom somebody has decided otherwise.
 */
export async function brokenPromises(ward: Ward, promised: Promised): Promise<string[]> {
  const broken: string[] = []
  const { legs, places, kept, services, office } = await ward.deps.store.read(async db => ({
    legs: await db
      .selectFrom('legs as leg')
      .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
      .select(['appointment.id', 'appointment.state', 'leg.id as legId', 'leg.counter_id', 'leg.minutes'])
      .select('leg.starts_at as startsAt')
      .execute(),
    places: Map.groupBy(await db.selectFrom('places').selectAll().execute(), place => place.leg_id),
    services: Map.groupBy(await db.selectFrom('leg_services').selectAll().execute(), row => row.leg_id),
    kept: new Set(
      (await db.selectFrom('opening_decisions').selectAll().where('decision', '=', 'keep').execute()).map(
        row => row.appointment_id,
      ),
    ),
    office: await ward.deps.offices.current(db, ward.office.id),
  }))
  const byId = new Map(legs.map(leg => [leg.id, leg]))
  const coming = new Map<string, { counterId: number; date: string; minutes: number[]; numbers: string[] }>()

  for (const [id, { startsAt, isCancelled }] of promised) {
    const leg = byId.get(id)
    const name = `booking ${id} at ${isoOf(startsAt, office.timeZone)}`
    if (!leg || leg.state !== (isCancelled ? 'cancelled' : 'booked')) {
      broken.push(`${name}: ${leg?.state ?? 'is lost'}`)
      continue
    }
    const taken = places.get(leg.legId) ?? []
    if (isCancelled) {
      if (taken.length > 0) broken.push(`${name}: cancelled and keeps places`)
      continue
    }
    if (leg.startsAt !== startsAt) broken.push(`${name}: now at ${isoOf(leg.startsAt, office.timeZone)}`)
    const slotMinutes = slotMinutesAt(office, startsAt)
    const step = slotMinutes * 60_000
    const needed = Math.ceil(leg.minutes / slotMinutes)
    const starts = taken.map(place => place.starts_at).toSorted((a, b) => a - b)
    if (starts.join() !== Array.from({ length: needed }, (_, index) => leg.startsAt + index * step).join())
      broken.push(`${name}: has ${starts.length} places, needs ${needed}`)

    const seen = await ward.deps.store.read(db =>
      bookingsOf(db, [leg.counter_id], leg.startsAt, leg.startsAt + 1),
    )
    if (!seen.some(({ appointmentId }) => appointmentId === id)) broken.push(`${name}: hidden from reception`)

    const date = dateOf(leg.startsAt, office.timeZone)
    const from = minuteOf(leg.startsAt, office.timeZone)
    const to = from + needed * slotMinutes
    const counter = counterById(office, leg.counter_id)
    const chosen = office.services.filter(service =>
      services.get(leg.legId)?.some(({ service_id }) => service_id === service.id),
    )
    const isInside =
      usableHours(openingOf(office, counter, date), chosen).some(
        hours => hours.from <= from && to <= hours.to,
      ) && stretchesOf(office, counter, date, from, to).every(({ windows }) => windows > 0)
    if (!isInside && !kept.has(id)) broken.push(`${name}: outside the hours without a decision`)

    const key = `${counter.id} ${date}`
    const day = coming.get(key) ?? {
      ...{ counterId: counter.id, date, numbers: [] },
      minutes: Array.from({ length: 288 }, () => 0),
    }
    coming.set(key, day)
    for (const { starts_at, place_number } of taken)
      for (let minute = 0; minute < slotMinutes; minute += 5)
        day.numbers.push(`${minuteOf(starts_at, office.timeZone) + minute} ${place_number}`)
    if (!kept.has(id))
      for (let minute = from; minute < to; minute += 5)
        day.minutes[minute / 5] = (day.minutes[minute / 5] ?? 0) + 1
  }

  for (const { counterId, date, minutes, numbers } of coming.values()) {
    if (new Set(numbers).size < numbers.length) broken.push(`${date}: one number for two at one moment`)
    minutes.forEach((count, index) => {
      const at = index * 5
      const [stretch] = stretchesOf(office, counterById(office, counterId), date, at, at + 5)
      if (count > (stretch?.windows ?? 0) && count > 0)
        broken.push(`${date} ${clockTime(at)}: ${count} come to ${stretch?.windows} windows`)
    })
  }
  return broken
}
