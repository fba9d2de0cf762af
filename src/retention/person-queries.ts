import type { Db } from '#db/store.ts'
import { words } from '#db/words.ts'
import type { KnownPerson } from './due.ts'

/** In which somebody is still expected or served. */
const openStates = words('waiting', 'called', 'serving', 'parked', 'handed_in')

type Which = {
  after?: number
  countMax?: number
  ids?: readonly number[]
  appointmentIds?: readonly number[]
}

/** People known by name, in parts by their id; or these alone. */
export async function knownPersons(
  db: Db,
  officeId: number,
  { after = 0, countMax = 200, ids, appointmentIds }: Which,
): Promise<KnownPerson[]> {
  const rows = await db
    .selectFrom('persons as person')
    .innerJoin('appointments as appointment', 'appointment.person_id', 'person.id')
    .select(['person.id as personId', 'appointment.id as appointmentId', 'appointment.state'])
    .select('appointment.cancelled_at as cancelledAt')
    .select(eb => [
      eb
        .selectFrom('legs as leg')
        .select(({ fn }) => fn.max('leg.starts_at').as('startsAt'))
        .whereRef('leg.appointment_id', '=', 'appointment.id')
        .as('startsAt'),
      eb
        .selectFrom('visits as visit')
        .innerJoin('tickets as ticket', 'ticket.visit_id', 'visit.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('visit.appointment_id', '=', 'appointment.id')
        .where('ticket.state', 'in', openStates)
        .as('open'),
      eb
        .selectFrom('visits as visit')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('visit.appointment_id', '=', 'appointment.id')
        .as('visits'),
    ])
    .where('person.office_id', '=', officeId)
    .where('person.id', '>', after)
    .$if(ids !== undefined, query => query.where('person.id', 'in', ids ?? []))
    .$if(appointmentIds !== undefined, query => query.where('appointment.id', 'in', appointmentIds ?? []))
    .orderBy('person.id')
    .limit(countMax)
    .execute()
  return rows.map(({ open, visits, startsAt, ...row }) => ({
    ...row,
    startsAt: startsAt ?? 0,
    isUnderWay: (open ?? 0) > 0,
    hasCome: (visits ?? 0) > 0,
  }))
}
