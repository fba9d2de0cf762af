import type { Cell, Column, ExportTable } from '#src/exports/table.ts'

const described = { label: '見本', unit: '', definition: '見本の列。', example: '' }

/** A column of each type. */
export const sampleColumns: readonly Column[] = [
  { ...described, key: 'number', type: 'integer' },
  { ...described, key: 'minutes', type: 'decimal', unit: '分' },
  { ...described, key: 'day', type: 'date' },
  { ...described, key: 'at', type: 'instant' },
  { ...described, key: 'kind', type: 'code' },
  { ...described, key: 'name', type: 'text' },
]

/** A row with nothing but a name. */
export function named(name: string): Cell[] {
  return [null, null, null, null, null, name]
}

/** A table of these rows in pages of two. */
export function tableOf(rows: ReadonlyArray<readonly Cell[]>, more: Partial<ExportTable> = {}): ExportTable {
  return {
    name: 'sample',
    label: '見本の表',
    definition: '試験のための表。',
    columns: sampleColumns,
    isInside: false,
    isDated: true,
    async open() {
      return {
        count: rows.length,
        async page(_db, after) {
          const start = Number(after?.[0] ?? 0)
          return { rows: rows.slice(start, start + 2), next: start + 2 < rows.length ? [start + 2] : null }
        },
      }
    },
    ...more,
  }
}

/** Rows as pages of one. */
export async function* pagesOf(rows: ReadonlyArray<readonly Cell[]>) {
  for (const row of rows) yield [row]
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks))
}
