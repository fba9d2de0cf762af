import { setImmediate } from 'node:timers/promises'
import type { Db, Store } from '#db/store.ts'
import { dateOf, type Instant, type LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { countQuietUsers, forgetQuietUsers } from '../line/user-queries.ts'
import { eraseMailsBefore, mailsBefore } from '../notifications/mail-folder.ts'
import { expireMessagesBefore } from '../notifications/expiry-queries.ts'
import type { Office } from '../offices/office.ts'
import type { DataClass } from '../offices/retention.ts'
import { countErasable, eraseContacts, eraseTexts } from '../opinions/erasure-queries.ts'
import { monthOf } from '../survey/questionnaire.ts'
import { countComments, deleteComments } from '../survey/comment-queries.ts'
import { isDue, type KnownPerson, overAt } from './due.ts'
import { forgetPersons } from './forget.ts'
import { knownPersons } from './person-queries.ts'

/** How much of a kind of data is older than it may be, and since which day the oldest of it. */
export type Erasable = { count: number; oldest: LocalDate | null }

type Eraser = {
  /** What would go, in the same order and by the same rule as it goes. */
  count: (deps: Deps, office: Office, before: Instant) => Promise<Erasable>
  /** Erases all that is older, in short writes; interrupted, it goes on the next time. */
  erase: (deps: Deps, office: Office, before: Instant) => Promise<number>
}

const personsRead = 200
const personsWritten = 50
const rowsWritten = 100

/** How each kind of data is counted and erased. */
export const erasers: Record<DataClass, Eraser> = {
  bookings: {
    async count({ store }, office, before) {
      let count = 0
      let oldest = Number.POSITIVE_INFINITY
      for await (const persons of duePersons(store, office, before)) {
        count += persons.length
        oldest = Math.min(oldest, ...persons.map(overAt))
      }
      // Who has only asked on LINE is known by a name that LINE gave them.
      const quiet = await store.read(db => countQuietUsers(db, office.id, before))
      count += quiet.count
      oldest = Math.min(oldest, quiet.oldest ?? Number.POSITIVE_INFINITY)
      return { count, oldest: count === 0 ? null : dateOf(oldest, office.timeZone) }
    },
    async erase({ store, clock }, office, before) {
      let erased = await inParts(store, db => forgetQuietUsers(db, office.id, before, rowsWritten))
      for await (const persons of duePersons(store, office, before))
        for (let index = 0; index < persons.length; index += personsWritten) {
          const ids = persons.slice(index, index + personsWritten).map(({ personId }) => personId)
          // Looked at again where it is written: a visit may have begun since.
          erased += await store.write(async db => {
            const due = (await knownPersons(db, office.id, { ids })).filter(person => isDue(person, before))
            return forgetPersons(db, due, clock.now())
          })
          await setImmediate()
        }
      return erased
    },
  },
  mails: {
    async count({ settings }, office, before) {
      const { count, oldest } = await mailsBefore(settings.mailFolder, before)
      return { count, oldest: oldest === null ? null : dateOf(oldest, office.timeZone) }
    },
    erase: ({ settings }, _, before) => eraseMailsBefore(settings.mailFolder, before),
  },
  contacts: {
    count: ({ store }, office, before) => countOpinions(store, office, 'contacts', before),
    async erase({ store, clock }, office, before) {
      await store.write(db => expireMessagesBefore(db, office.id, before, clock.now()))
      return inParts(store, db => eraseContacts(db, office.id, before, rowsWritten))
    },
  },
  opinions: {
    count: ({ store }, office, before) => countOpinions(store, office, 'opinions', before),
    erase: ({ store }, office, before) =>
      inParts(store, db => eraseTexts(db, office.id, before, rowsWritten)),
  },
  comments: {
    async count({ store }, office, before) {
      const month = monthOf(dateOf(before, office.timeZone))
      const { count, oldest } = await store.read(db => countComments(db, office.id, month))
      return { count, oldest: oldest === null ? null : `${oldest}-01` }
    },
    erase({ store }, office, before) {
      const month = monthOf(dateOf(before, office.timeZone))
      return inParts(store, db => deleteComments(db, office.id, month, rowsWritten))
    },
  },
}

/** Those who may be forgotten, in parts; the event loop has its turn between them. */
async function* duePersons(store: Store, office: Office, before: Instant): AsyncGenerator<KnownPerson[]> {
  for (let after = 0; ;) {
    const from = after
    const persons = await store.read(db =>
      knownPersons(db, office.id, { after: from, countMax: personsRead }),
    )
    const due = persons.filter(person => isDue(person, before))
    if (due.length > 0) yield due
    if (persons.length < personsRead) return
    after = persons.at(-1)?.personId ?? after
    await setImmediate()
  }
}

async function countOpinions(
  store: Store,
  office: Office,
  what: 'contacts' | 'opinions',
  before: Instant,
): Promise<Erasable> {
  const { count, oldest } = await store.read(db => countErasable(db, office.id, what, before))
  return { count, oldest: oldest === null ? null : dateOf(oldest, office.timeZone) }
}

/** Runs short writes until one finds no more to do; answers how many rows they were. */
async function inParts(store: Store, part: (db: Db) => Promise<number>): Promise<number> {
  for (let erased = 0; ;) {
    const rows = await store.write(part)
    erased += rows
    if (rows < rowsWritten) return erased
    await setImmediate()
  }
}
