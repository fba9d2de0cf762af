import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Db, Store } from '#db/store.ts'
import { addDays, type LocalDate, monthStart } from '../clock.ts'
import { everyService, type Office } from '../offices/office.ts'
import { factsAfter, keyOf } from '../ticket-facts/queries.ts'
import { countTickets, countTraits, windowNumbers } from './queries.ts'
import { cellsOf, type ExportTable, type PageKey, type Scope } from './table.ts'
import { visitColumns } from './visit-columns.ts'
import { monthOf, type Names, type Traits } from './visit-row.ts'

/** What is read at once: a few milliseconds of work. */
const pageRows = 200

/** Fewer than these of a language or of people with priority in a month, and nothing tells them apart. */
const traitsMin = 10

/** One row per ticket, for the office alone: without names, contacts or free text. */
export const visitsTable: ExportTable = {
  name: 'visits',
  label: '来庁の記録',
  definition: '番号札1枚につき1行。庁内だけで使います。氏名・連絡先・自由記述はふくみません。',
  columns: visitColumns,
  isInside: true,
  isDated: true,
  async open(read, scope) {
    const { office, counterIds, from, to } = scope
    const traits = new Map<string, Traits>()
    const learning: Learning = new Map()
    const windows = await read(db => windowNumbers(db, office.id))
    const names = { ...slugsOf(office), windows, traits }
    const own = new Set(counterIds)
    return {
      count: await countByYear(read, scope),
      async page(db, after) {
        const question = { officeId: office.id, from, to, counterId: null, after: factsKey(after) }
        const facts = await factsAfter(db, { ...question, limit: pageRows })
        const told = facts.filter(({ counterId }) => own.has(counterId))
        const month = told.map(({ businessDate }) => monthOf(businessDate)).find(one => !traits.has(one))
        if (month !== undefined) {
          const found = await learnTraits(db, scope, month, learning)
          if (found) traits.set(month, found)
          return { rows: [], next: after ?? [from, 0, 0] }
        }
        const last = facts.at(-1)
        return {
          rows: told.map(ticket => cellsOf(visitColumns, { facts: ticket, names })),
          next: last && facts.length === pageRows ? Object.values(keyOf(last)) : null,
        }
      },
    }
  },
}

/** Counting ten years at once would keep everybody else waiting. */
async function countByYear(read: Store['read'], { counterIds, from, to }: Scope): Promise<number> {
  let count = 0
  for (let start = from; start <= to; start = monthStart(start, 12)) {
    const end = addDays(monthStart(start, 12), -1)
    count += await read(db => countTickets(db, { counterIds, from: start, to: end < to ? end : to }))
    await nextTurn()
  }
  return count
}

function factsKey(after: PageKey | null) {
  const [date, visitId, ticketId] = after ?? []
  return date === undefined
    ? null
    : { date: String(date), visitId: Number(visitId), ticketId: Number(ticketId) }
}

type Trait = Awaited<ReturnType<typeof countTraits>>[number]

/** By month what has been counted of it so far, and the day to go on with. */
type Learning = Map<string, { seen: Trait[]; from: LocalDate }>

const traitDays = 7

/**
 * What so many people of a month had that it tells nobody apart. Counts some days of it at a time, as a whole month
 * would hold up everybody else: null until the last of them.
 */
async function learnTraits(
  db: Db,
  { counterIds }: Scope,
  month: string,
  learning: Learning,
): Promise<Traits | null> {
  const { seen, from } = learning.get(month) ?? { seen: [], from: `${month}-01` }
  const before = monthStart(from, 1)
  const end = addDays(from, traitDays)
  const to = addDays(end < before ? end : before, -1)
  const traits = [...seen, ...(await countTraits(db, { counterIds, from, to }))]
  learning.set(month, { seen: traits, from: end })
  if (end < before) return null

  learning.delete(month)
  const having = (is: (trait: Trait) => boolean) =>
    traits.filter(is).reduce((sum, { count }) => sum + Number(count), 0)
  const languages = traits.map(({ language }) => language)
  return {
    languages: new Set(
      languages.filter(language => having(trait => trait.language === language) >= traitsMin),
    ),
    tellsPriority: having(trait => trait.is_priority === 1) >= traitsMin,
  }
}

function slugsOf(office: Office): Pick<Names, 'counters' | 'services'> {
  return {
    counters: new Map(office.counters.map(({ id, slug }) => [id, slug])),
    services: new Map(everyService(office).map(({ id, slug }) => [id, slug])),
  }
}
