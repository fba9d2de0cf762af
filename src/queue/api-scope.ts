import type { Db } from '#db/store.ts'
import type { Deps } from '../deps.ts'
import type { Counter, Office } from '../offices/office.ts'
import { type StaffMember, worksAt, worksIn } from '../staff/staff-member.ts'
import { findWindow } from '../windows/queries.ts'
import type { Window } from '../windows/window.ts'
import { businessDate } from './day.ts'
import { findTicket, lastOfNumber, ticketByNumber } from './ticket-queries.ts'
import type { Ticket } from './ticket.ts'

type Asker = { staff: StaffMember; offices: Office[] }

/** Whose offices: one, or for an administrator of all offices each, in their order. */
async function askerOf({ offices }: Deps, staff: StaffMember): Promise<Asker> {
  return { staff, offices: (await offices.list()).filter(office => worksIn(staff, office.id)) }
}

/** The counter of this slug in the first of their offices that has one; null where they do not work at it. */
export async function counterOf(
  deps: Deps,
  staff: StaffMember,
  slug: string,
): Promise<{ office: Office; counter: Counter } | null> {
  for (const office of (await askerOf(deps, staff)).offices) {
    const counter = office.counters.find(candidate => candidate.slug === slug)
    if (!counter) continue
    return worksAt(staff, { officeId: office.id, counterId: counter.id }) ? { office, counter } : null
  }
  return null
}

/** The window of an id as it was sent, where they work at its counter. */
export async function windowOf(
  deps: Deps,
  staff: StaffMember,
  sent: string,
): Promise<{ office: Office; window: Window } | null> {
  const id = idOf(sent)
  if (id === null) return null
  const window = await deps.store.read(db => findWindow(db, id))
  if (!window || !worksAt(staff, window)) return null
  const { offices } = await askerOf(deps, staff)
  const office = offices.find(candidate => candidate.id === window.officeId)
  return office ? { office, window } : null
}

/**
 * The ticket that is meant: one with this number today, else one with this id. A number leads to where the
 * visit is now; whoever does not work there gets what their own counter has of it. `within` is the office that
 * alone is meant, where it is known.
 */
export async function ticketMeant(
  deps: Deps,
  staff: StaffMember,
  sent: string | number,
  within: Office | null = null,
): Promise<{ office: Office; ticket: Ticket } | null> {
  const offices = within ? [within] : (await askerOf(deps, staff)).offices
  return deps.store.read(async db => {
    const ticket =
      (typeof sent === 'string' ? await numbered(db, { staff, offices }, sent, deps.clock.now()) : null) ??
      (await ofId(db, staff, sent))
    const office = offices.find(candidate => candidate.id === ticket?.officeId)
    return ticket && office ? { office, ticket } : null
  })
}

// Nothing stranger reaches the database.
const numberShape = /^[\p{L}\p{N}-]{1,20}$/u

async function numbered(
  db: Db,
  { staff, offices }: Asker,
  number: string,
  now: number,
): Promise<Ticket | null> {
  if (!numberShape.test(number)) return null
  for (const office of offices) {
    const date = businessDate(office, now)
    const ticket = await ticketByNumber(db, office.id, date, number)
    if (ticket && worksAt(staff, ticket)) return ticket
    const counterIds = office.counters.flatMap(({ id }) =>
      worksAt(staff, { officeId: office.id, counterId: id }) ? [id] : [],
    )
    const ended = await lastOfNumber(db, counterIds, date, number)
    if (ended) return ended
  }
  return null
}

async function ofId(db: Db, staff: StaffMember, sent: string | number): Promise<Ticket | null> {
  const id = idOf(String(sent))
  const ticket = id === null ? null : await findTicket(db, id)
  return ticket && worksAt(staff, ticket) ? ticket : null
}

function idOf(sent: string): number | null {
  return /^[1-9]\d{0,14}$/.test(sent) ? Number(sent) : null
}
