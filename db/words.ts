import { sql } from 'kysely'

/**
 * A word as part of the query itself instead of a value that is bound to it. SQLite takes an index that holds only
 * rows of some state, kind or deed where the query says so in words, and reads the whole table where it does not.
 */
export function word<Word extends string>(text: Word) {
  return sql.lit(text)
}

/** The same for several, in the order in which the index names them. */
export function words<Word extends string>(...texts: Word[]) {
  return texts.map(text => sql.lit(text))
}
