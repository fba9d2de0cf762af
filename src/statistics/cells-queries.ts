import { setImmediate } from 'node:timers/promises'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Breakdown, Cell, Grain, Period } from './figures.ts'
import { packCells } from './pack-cells.ts'

/** In `summaries` the whole office is counter 0. */
export const wholeOffice = 0

/** One breakdown of a period at one counter, or in the whole office. */
export type ScopeCells = { counterId: number | null; breakdown: Breakdown; cells: readonly Cell[] }

/** The same as it is kept: counter 0 is the whole office. */
export type StoredCells = { counterId: number; breakdown: string; cells: string }

/** Cells as they are kept, one scope after the other while others have their turn: those of a year are megabytes. */
export async function packInTurns(scopes: readonly ScopeCells[]): Promise<StoredCells[]> {
  const packed: StoredCells[] = []
  for (const scope of scopes) {
    packed.push(storedCells(scope))
    await setImmediate()
  }
  return packed
}

export function storedCells({ counterId, breakdown, cells }: ScopeCells): StoredCells {
  return { counterId: counterId ?? wholeOffice, breakdown, cells: packCells(cells) }
}

/** The newest cells of a period as they are kept, of all scopes. */
export async function newestCells(
  db: Db,
  officeId: number,
  { grain, start }: Period,
): Promise<StoredCells[]> {
  const rows = await db
    .selectFrom('summaries')
    .select(['counter_id as counterId', 'breakdown', 'cells_json as cells'])
    .where('office_id', '=', officeId)
    .where('grain', '=', grain)
    .where('start_date', '=', start)
    .orderBy('revision')
    .execute()
  return [...new Map(rows.map(row => [`${row.counterId} ${row.breakdown}`, row])).values()]
}

/** Writes cells of a revision of a period. */
export async function saveCells(
  db: Db,
  { officeId, period, revision }: { officeId: number; period: Period; revision: number },
  { counterId, breakdown, cells }: StoredCells,
): Promise<void> {
  const { grain, start } = period
  await upsertCells(db, { officeId, grain, start, counterId, breakdown, revision, cells })
}

type CellsRow = StoredCells & { officeId: number; grain: Grain; start: string; revision: number }

const upsertCells = prepared((db, blank: Blanks<CellsRow>) =>
  db
    .insertInto('summaries')
    .values({
      office_id: blank('officeId'),
      grain: blank('grain'),
      start_date: blank('start'),
      counter_id: blank('counterId'),
      breakdown: blank('breakdown'),
      revision: blank('revision'),
      cells_json: blank('cells'),
    })
    .onConflict(conflict =>
      conflict
        .columns(['office_id', 'grain', 'counter_id', 'breakdown', 'start_date', 'revision'])
        .doUpdateSet(eb => ({ cells_json: eb.ref('excluded.cells_json') })),
    ),
)
