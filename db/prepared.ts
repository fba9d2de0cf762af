import type { Compilable, CompiledQuery, QueryResult } from 'kysely'
import type { Db } from './store.ts'

type Values = Record<string, string | number | null>

/** Names the places of a prepared query where each run puts its own values. */
export type Blanks<V extends Values> = <K extends keyof V & string>(name: K) => V[K]

/** Stands in a query for a value that each run gives anew. */
type Blank = { blank: string }

/**
 * A query that is built and compiled once and then run with other values: building one by Kysely costs
 * several times what SQLite needs to run it. `build` gets a function that names the blanks; what depends on
 * the values themselves (how many rows, which columns) cannot be prepared.
 */
export function prepared<V extends Values, O>(
  build: (db: Db, blank: Blanks<V>) => Compilable<O>,
): (db: Db, values: V) => Promise<QueryResult<O>> {
  const compiled = new WeakMap<Db, CompiledQuery<O>>()

  return (db, values) => {
    let query = compiled.get(db)
    if (!query) {
      query = build(db, name => ({ blank: name }) as never).compile()
      compiled.set(db, query)
    }
    const parameters = query.parameters.map(parameter =>
      isBlank(parameter) ? values[parameter.blank] : parameter,
    )
    return db.executeQuery({ ...query, parameters })
  }
}

function isBlank(parameter: unknown): parameter is Blank {
  return typeof parameter === 'object' && parameter !== null && 'blank' in parameter
}
