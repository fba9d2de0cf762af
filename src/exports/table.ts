import type { Db, Store } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'

/** What a file holds in one place; null is "not known", which is not 0. */
export type Cell = string | number | null

/**
 * How a cell is written. `code`: a fixed word of ASCII letters; `text`: anything people have typed; `date`:
 * `YYYY-MM-DD`; `instant`: milliseconds, written as ISO 8601 with the office's offset.
 */
export type CellType = 'text' | 'code' | 'integer' | 'decimal' | 'date' | 'instant'

/** What is told of a column, wherever it is told: in the dictionary, on the page and in the description of the API. */
export type Column = {
  /** The name in the file. */
  key: string
  /** The Japanese name. */
  label: string
  /** What its numbers count; empty for what is no number. */
  unit: string
  type: CellType
  definition: string
  example: string
  /** What each code of a column means, where they are the same in every office. */
  codes?: Readonly<Record<string, string>>
}

/** Whose rows are meant, and of when. */
export type Scope = {
  office: Office
  /** The counters whose rows may be seen; rows of the whole office only where these are all there are. */
  counterIds: readonly number[]
  from: LocalDate
  to: LocalDate
  asOf: Instant
}

/** A page of rows and the key after which the next one begins; null after the last page. */
type Page = { rows: ReadonlyArray<readonly Cell[]>; next: PageKey | null }
export type PageKey = readonly (string | number)[]

/** One table: everything that is made of it — files, dictionary, pages, API — is made from this. */
export type ExportTable = {
  /** The name of its file. */
  name: string
  label: string
  definition: string
  columns: readonly Column[]
  /** Rows about single visits never leave the office. */
  isInside: boolean
  /** Whether its rows are of days: the dictionary is always the same. */
  isDated: boolean
  /** Finds out once what all its pages need, in as many short reads as it takes. */
  open: (read: Store['read'], scope: Scope) => Promise<OpenedTable>
}

/** How many rows a scope has, and the rows after a key in the order of the keys: so few that nobody waits for them. */
export type OpenedTable = {
  count: number
  page: (db: Db, after: PageKey | null) => Promise<Page>
}

/** A column and how its cell is found in a row. */
export type ColumnOf<Row> = Column & { of: (row: Row) => Cell }

/** The cells of a row in the order of the columns. */
export function cellsOf<Row>(columns: ReadonlyArray<ColumnOf<Row>>, row: Row): Cell[] {
  return columns.map(({ of }) => of(row))
}
