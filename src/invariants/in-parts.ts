import { setImmediate } from 'node:timers/promises'

/** Goes through rows by their key, part by part, and lets others work after each; `look` answers the rows it saw. */
export async function inParts<Row>(
  look: (last: Row | null) => Promise<readonly Row[]>,
  partSize: number,
): Promise<number> {
  let count = 0
  for (let last: Row | null = null; ;) {
    const rows: readonly Row[] = await look(last)
    count += rows.length
    if (rows.length < partSize) return count
    last = rows.at(-1) ?? null
    await setImmediate()
  }
}
