import { keptAnswers, toCp932Text } from './cp932.ts'
import type { Cell, Column } from './table.ts'

/** A character that CP932 has no place for, in one column. */
export type Replaced = {
  column: string
  character: string
  /** The cell in which it came first. */
  text: string
  /** The line of that cell in the file; the header is line 1. */
  row: number
  /** In how many places of the column it was. */
  times: number
}

/** What a file in CP932 loses: every character that becomes 〓, by column, in the order of the rows. */
export async function replacedIn(
  columns: readonly Column[],
  pages: AsyncIterable<ReadonlyArray<readonly Cell[]>>,
): Promise<Replaced[]> {
  const found = new Map<string, Replaced>()
  const ask = keptAnswers((text: string) => toCp932Text(text).replaced)
  const texts = columns.flatMap(({ type, key }, index) => (type === 'text' ? [{ key, index }] : []))
  let row = 1
  for await (const rows of texts.length > 0 ? pages : [])
    for (const cells of rows) {
      row += 1
      for (const { key, index } of texts) {
        const text = String(cells[index] ?? '')
        for (const character of ask(text)) note(found, { column: key, character, text, row })
      }
    }
  return [...found.values()]
}

function note(found: Map<string, Replaced>, place: Omit<Replaced, 'times'>): void {
  const id = `${place.column} ${place.character}`
  const known = found.get(id)
  if (known) known.times += 1
  else found.set(id, { ...place, times: 1 })
}
