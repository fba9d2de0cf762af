import { checkIn as checkInDeed, type CheckInOutcome } from '#src/arrival/check-in.ts'
import { issueTicket } from '#src/arrival/issue-ticket.ts'
import type { Counter, Service } from '#src/offices/office.ts'
import { type Act, act, type SimpleDeed } from '#src/queue/act.ts'
import { type Actor, actorOf } from '#src/queue/actor.ts'
import { callNext, callTicket } from '#src/queue/call.ts'
import { businessDate } from '#src/queue/day.ts'
import { moveWindow, soundAlarm } from '#src/queue/move-window.ts'
import { findTicket } from '#src/queue/ticket-queries.ts'
import { eventsOf } from '#src/visit-events/queries.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import { transfer } from '#src/queue/transfer.ts'
import { undo } from '#src/queue/undo.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { findWindow } from '#src/windows/queries.ts'
import type { PauseReason, Window, WindowDeed } from '#src/windows/window.ts'
import type { Ward } from './ward.ts'

export function counterOf(ward: Ward, slug: string): Counter {
  const counter = ward.office.counters.find(counter => counter.slug === slug)
  if (!counter) throw new Error(`no counter ${slug}`)
  return counter
}

/** The services of a counter that a slug names, or the one service. */
function servicesOf(ward: Ward, slug: string): Service[] {
  const { counters, services } = ward.office
  const counter = counters.find(counter => counter.slug === slug)
  const found = services.filter(service => service.slug === slug || service.counterId === counter?.id)
  if (found.length === 0) throw new Error(`no service of ${slug}`)
  return found.slice(0, 1)
}

/** A plainly invented clerk who works at all counters of the sample ward. */
export async function newStaffMember(
  { deps, office }: Ward,
  role: StaffMember['role'] = 'clerk',
): Promise<StaffMember> {
  return deps.store.write(async db => {
    const known = await db.selectFrom('staff').select('id').execute()
    const number = known.length + 1
    const named = { login: `mihon-${number}`, name: `ミホン 職員${number}`, pseudonym: `S-${number}`, role }
    const { id } = await db
      .insertInto('staff')
      .values({
        ...named,
        office_id: office.id,
        password_hash: '',
        is_disabled: 0,
        created_at: deps.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { ...named, id, officeId: office.id, counterIds: [] }
  })
}

/** A window with a clerk at it, whose deeds answer as they do to a page. */
export type Desk = ReturnType<typeof deskAt>

type TransferMore = { keepsPlace?: boolean; services?: number[]; seen?: number }

/** The same window from another server's side: give its `deps`. */
export function deskAt({ deps, office }: Ward, window: Window, staff: StaffMember) {
  const actor = actorOf(staff)
  return {
    window,
    staff,
    actor,
    callNext: (more: { endsCurrent?: boolean } = {}) =>
      callNext(deps, office, window, { actor, ...more }, null),
    callTicket: (ticket: Ticket, more: { endsCurrent?: boolean } = {}) =>
      callTicket(deps, window, ticket.id, { actor, ...more }, null),
    act: (deed: SimpleDeed, ticket: Ticket, more: Partial<Act> = {}) =>
      act(deps, ticket, { deed, actor, ...more }, null),
    transfer(ticket: Ticket, to: string, { keepsPlace = true, services = [], ...more }: TransferMore = {}) {
      const toCounterId = office.counters.find(({ slug }) => slug === to)?.id ?? 0
      return transfer(deps, ticket, { toCounterId, keepsPlace, services, actor, ...more }, null)
    },
    undo: (ticket: Ticket, more: { seen?: number } = {}) =>
      undo(deps, ticket, { actor, today: businessDate(office, deps.clock.now()), ...more }, null),
    move: (deed: WindowDeed, { by = staff, reason = null as PauseReason | null } = {}) =>
      moveWindow(deps, window, { deed, staff: by, reason }, null),
    alarm: (isOn: boolean) => soundAlarm(deps, office, window, { isOn, staff }),
    now: () => windowNow(deps, window.id),
  }
}

async function windowNow({ store }: Ward['deps'], id: number): Promise<Window> {
  const window = await store.read(db => findWindow(db, id))
  if (!window) throw new Error(`no window ${id}`)
  return window
}

/** Opens the first windows of a counter, each with a clerk of its own. */
export async function openWindows<N extends number = 1>(
  ward: Ward,
  counterSlug: string,
  count: N = 1 as N,
): Promise<N extends 1 ? [Desk] : N extends 2 ? [Desk, Desk] : Desk[]> {
  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('windows')
      .select('id')
      .where('counter_id', '=', counterOf(ward, counterSlug).id)
      .orderBy('number')
      .limit(count)
      .execute(),
  )
  if (rows.length < count) throw new Error(`${counterSlug} has only ${rows.length} windows`)
  const desks: Desk[] = []
  for (const { id } of rows) {
    const desk = deskAt(ward, await windowNow(ward.deps, id), await newStaffMember(ward))
    await desk.move('open')
    desks.push(desk)
  }
  return desks as never
}

const kiosk: Actor = { kind: 'kiosk', kioskId: null }

type WalkInMore = { at?: string; isPriority?: boolean; people?: number }

/** Somebody without a booking takes a ticket, at `at` if given, which moves the clock. */
export async function walkIn(
  ward: Ward,
  slug: string,
  { at, isPriority = false, people = 1 }: WalkInMore = {},
): Promise<Ticket> {
  if (at) ward.setNow(at)
  const services = servicesOf(ward, slug)
  const person = { services, people, language: 'ja', isPriority, channel: 'staff', actor: kiosk } as const
  return done(await issueTicket(ward.deps, ward.office, person, null))
}

type CheckInMore = { at?: string; actor?: Actor; isPriority?: boolean }

/** Somebody with a booking arrives: what they are told. */
export function checkIn(
  ward: Ward,
  appointmentId: number,
  { at, actor = kiosk, ...more }: CheckInMore = {},
): Promise<CheckInOutcome> {
  if (at) ward.setNow(at)
  return checkInDeed(ward.deps, ward.office, { appointmentId, actor, ...more }, null)
}

/** Books a time and checks in for it. */
export async function arrivedFor(
  ward: Ward,
  slug: string,
  startsAt: string,
  more: CheckInMore = {},
): Promise<Ticket> {
  const now = ward.deps.clock.now()
  const { appointmentId } = await ward.booked([servicesOf(ward, slug)[0]?.slug ?? ''], startsAt)
  if (ward.deps.clock.now() !== now) throw new Error('the clock has moved')
  return done(await checkIn(ward, appointmentId, more))
}

type Outcome = { ok: true; ticket: Ticket } | { ok: false; reason: string }

/** The ticket of a deed; fails the test when it was refused. */
export function done(outcome: Outcome): Ticket {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`)
  return outcome.ticket
}

/** The number of a deed's ticket, or why it was refused. */
export function said(outcome: Outcome): string {
  return outcome.ok ? outcome.ticket.number : outcome.reason
}

/** A ticket as the database has it now. */
export async function ticketNow(ward: Ward, { id }: { id: number }): Promise<Ticket> {
  const ticket = await ward.deps.store.read(db => findTicket(db, id))
  if (!ticket) throw new Error(`no ticket ${id}`)
  return ticket
}

/** What has happened to a ticket, taken back or not, in its order. */
export async function events(ward: Ward, { id }: { id: number }): Promise<string[]> {
  return (await ward.deps.store.read(db => eventsOf(db, id))).map(({ type }) => type)
}
