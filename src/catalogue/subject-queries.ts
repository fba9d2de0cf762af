import type { Db } from '#db/store.ts'
import { json, jsonOrNull, parsed, parsedOrNull } from '../offices/columns.ts'
import { isOwnCallCentre, type OfficeContact } from '../offices/office.ts'
import type { Subject, SubjectKind, Texts } from './texts.ts'
import { setUnlessStale } from './version-queries.ts'

type Finder = (db: Db, officeId: number, slug: string) => Promise<Subject | null>

/** Looks a thing up by its slug, with its texts as they are now. */
const finders: Readonly<Record<SubjectKind, Finder>> = {
  async office(db, officeId, slug) {
    const row = await db
      .selectFrom('offices')
      .select(['id', 'slug', 'name', 'contact_json', 'version'])
      .where('id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!row) return null
    const { address, phone }: OfficeContact = JSON.parse(row.contact_json)
    return subjectOf('office', row, { name: parsed(row.name), address }, { phone })
  },
  async counters(db, officeId, slug) {
    const row = await db
      .selectFrom('counters')
      .select(['id', 'slug', 'name', 'public_name', 'is_private', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!row) return null
    const shownAs = row.is_private === 1 ? { publicName: parsedOrNull(row.public_name) } : {}
    return subjectOf('counters', row, { name: parsed(row.name), ...shownAs }, { counterId: row.id })
  },
  async services(db, officeId, slug) {
    const row = await db
      .selectFrom('services')
      .select(['id', 'slug', 'counter_id', 'name', 'deadline', 'no_visit_alternative', 'notes', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!row) return null
    const texts = {
      name: parsed(row.name),
      noVisitAlternative: parsedOrNull(row.no_visit_alternative),
      deadline: parsedOrNull(row.deadline),
      notes: parsedOrNull(row.notes),
    }
    return subjectOf('services', row, texts, { counterId: row.counter_id })
  },
  async documents(db, officeId, slug) {
    const row = await db
      .selectFrom('documents')
      .select(['id', 'slug', 'name', 'note', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    return row ? subjectOf('documents', row, { name: parsed(row.name), note: parsedOrNull(row.note) }) : null
  },
  async 'life-events'(db, officeId, slug) {
    const row = await db
      .selectFrom('life_events')
      .select(['id', 'slug', 'name', 'version'])
      .where('office_id', '=', officeId)
      .where('slug', '=', slug)
      .executeTakeFirst()
    return row ? subjectOf('life-events', row, { name: parsed(row.name) }) : null
  },
}

export function findSubject(
  db: Db,
  officeId: number,
  kind: SubjectKind,
  slug: string,
): Promise<Subject | null> {
  return finders[kind](db, officeId, slug)
}

function subjectOf(
  kind: SubjectKind,
  { id, slug, version }: Pick<Subject, 'id' | 'slug' | 'version'>,
  texts: Texts,
  { counterId = null, phone = null }: Partial<Pick<Subject, 'counterId' | 'phone'>> = {},
): Subject {
  return { kind, id, slug, version, texts, counterId, phone }
}

/** The division that a counter has to itself and that bears its name, as one entered without another has. */
async function ownDivision(db: Db, counterId: number): Promise<number | null> {
  const row = await db
    .selectFrom('counters as counter')
    .innerJoin('divisions as division', 'division.id', 'counter.division_id')
    .select(['division.id', 'division.name', 'counter.name as counterName'])
    .where('counter.id', '=', counterId)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('counters as other')
            .select('other.id')
            .whereRef('other.division_id', '=', 'division.id')
            .where('other.id', '<>', counterId),
        ),
      ),
    )
    .executeTakeFirst()
  return row && parsed(row.name).ja === parsed(row.counterName).ja ? row.id : null
}

const savers: Readonly<
  Record<SubjectKind, (db: Db, seen: Subject, texts: Texts, phone: string | null) => Promise<boolean>>
> = {
  async office(db, seen, { name, address }, phone) {
    const before = await db
      .selectFrom('offices')
      .select(['name', 'contact_json'])
      .where('id', '=', seen.id)
      .executeTakeFirstOrThrow()
    const { callCentre, ...known }: OfficeContact = JSON.parse(before.contact_json)
    const isOwn = isOwnCallCentre({ name: parsed(before.name), phone: known.phone }, callCentre)
    const contact = { ...known, address, phone, callCentre: isOwn ? { name, phone } : callCentre }
    return setUnlessStale(db, 'offices', seen, { name: json(name), contact_json: json(contact) })
  },
  async counters(db, seen, { name, publicName }) {
    const division = await ownDivision(db, seen.id)
    const columns = { name: json(name), ...(publicName && { public_name: json(publicName) }) }
    if (!(await setUnlessStale(db, 'counters', seen, columns))) return false
    if (division !== null)
      await db
        .updateTable('divisions')
        .set({ name: json(name) })
        .where('id', '=', division)
        .execute()
    return true
  },
  services: (db, seen, { name, noVisitAlternative, deadline, notes }) =>
    setUnlessStale(db, 'services', seen, {
      name: json(name),
      no_visit_alternative: jsonOrNull(noVisitAlternative),
      deadline: jsonOrNull(deadline),
      notes: jsonOrNull(notes),
    }),
  documents: (db, seen, { name, note }) =>
    setUnlessStale(db, 'documents', seen, { name: json(name), note: jsonOrNull(note) }),
  'life-events': (db, seen, { name }) => setUnlessStale(db, 'life_events', seen, { name: json(name) }),
}

/** Writes the texts of a thing; false when it has changed since it was seen. */
export function saveTexts(db: Db, seen: Subject, texts: Texts, phone: string | null): Promise<boolean> {
  return savers[seen.kind](db, seen, texts, phone)
}

/** Whether a thing of this kind and slug is there already. */
export async function isTaken(
  db: Db,
  table: 'counters' | 'services' | 'documents' | 'life_events',
  officeId: number,
  slug: string,
): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('office_id', '=', officeId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row !== undefined
}
