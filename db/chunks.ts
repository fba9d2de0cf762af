const rowsAtOnce = 100

/** Rows for several statements: an engine takes only so many values in one, and others want their turn in between. */
export function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < rows.length; from += rowsAtOnce) chunks.push(rows.slice(from, from + rowsAtOnce))
  return chunks
}
