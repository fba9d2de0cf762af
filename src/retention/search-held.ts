import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { mayRead } from '../opinions/opinion.ts'
import { contactKey } from '../persons/contact.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'
import { contactKeysOf, findBookings } from './booking-queries.ts'
import type { Found, Sought } from './held.ts'
import { findLineUsers } from './line-user-queries.ts'
import { findOpinions } from './opinion-queries.ts'
import { findWaits } from './wait-queries.ts'

/**
 * What may be held on somebody: bookings, opinions and waits with the same reference, address or number, at the counters
 * of whoever looks, and who follows these bookings on LINE. A reference leads on to what was made with the same contact,
 * a name on LINE to the bookings. That somebody looked is written down.
 */
export function searchHeld(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  sought: Sought,
): Promise<Found> {
  const at = clock.now()
  return store.write(async db => {
    const found = await find(db, office, sought)
    const bookings = found.bookings.filter(({ counterId }) =>
      worksAt(staff, { officeId: office.id, counterId }),
    )
    const appointmentIds = bookings.map(({ appointmentId }) => appointmentId)
    const lineKey = sought.by === 'line' ? sought.value : null
    const isWhole = mayRead(staff, { officeId: office.id, counterId: null })
    const mine = {
      bookings,
      lineUsers: await findLineUsers(db, office.id, { key: isWhole ? lineKey : null, appointmentIds }),
      opinions: found.opinions.filter(({ counterId }) => mayRead(staff, { officeId: office.id, counterId })),
      waits: found.waits.filter(({ counterId }) => worksAt(staff, { officeId: office.id, counterId })),
    }
    const details = {
      ...{ by: sought.by, bookings: bookings.length, opinions: mine.opinions.length },
      ...{ waits: mine.waits.length, lineUsers: mine.lineUsers.length },
    }
    const entry = { officeId: office.id, at, actor: `staff:${staff.id}` }
    await recordAudit(db, { ...entry, deed: 'person_searched', details })
    return mine
  })
}

async function find(db: Db, office: Office, { by, value }: Sought): Promise<Omit<Found, 'lineUsers'>> {
  const officeId = office.id
  const known = by === 'reference' ? await contactKeysOf(db, officeId, value) : undefined
  const email = by === 'email' ? value : (known?.email ?? null)
  const phone = by === 'phone' ? value : (known?.phone ?? null)
  const emailKeys = [contactKey(officeId, email) ?? []].flat()
  const phoneKeys = [contactKey(officeId, phone) ?? []].flat()
  return {
    bookings: await findBookings(db, officeId, {
      ...(by === 'reference' && { reference: value }),
      ...(by === 'line' && { lineKey: value }),
      ...{ emailKeys, phoneKeys },
    }),
    waits: await findWaits(db, officeId, { emailKeys, phoneKeys, email }),
    opinions: await findOpinions(db, officeId, {
      emails: [email ?? []].flat(),
      phones: [phone ?? []].flat(),
    }),
  }
}
