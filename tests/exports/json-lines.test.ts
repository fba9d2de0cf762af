import { expect, test } from 'vitest'
import { fileBytes } from '#src/exports/file.ts'
import { instant } from '../support/ward.ts'
import { bytesOf, named, pagesOf, tableOf } from './sample-table.ts'

test('each line is one object: numbers as numbers, text as it was typed, null for what is not known', async () => {
  const rows = [[0, 12.5, '2026-12-01', instant('2026-12-01T09:12'), 'walk_in', '="見本"\n'], named('𠮷')]
  const content = { table: tableOf(rows), pages: pagesOf(rows) }
  const options = { format: 'jsonl', encoding: 'utf-8', timeZone: 'Asia/Tokyo' } as const
  const text = (await bytesOf(fileBytes([content], options))).toString()

  const lines = text.trimEnd().split('\n')
  expect(text.endsWith('\n')).toBe(true)
  expect(lines.map(line => JSON.parse(line))).toEqual([
    {
      ...{ number: 0, minutes: 12.5, day: '2026-12-01', at: '2026-12-01T09:12:00+09:00' },
      ...{ kind: 'walk_in', name: '="見本"\n' },
    },
    { number: null, minutes: null, day: null, at: null, kind: null, name: '𠮷' },
  ])
})
