import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { newFolder } from '../support/program.ts'

// SQLite takes an index of only some rows where a query names those rows itself; a value that is bound to it does not
// tell which they are, and the whole table is read. So such a value has to be a word of the query: `db/words.ts`.

/** An index of the rows of a table in which a column holds one of some words. */
type SomeRows = { table: string; column: string; words: string[] }

const root = join(import.meta.dirname, '../..')
const files = globSync('src/*/*queries.ts', { cwd: root })

async function partialIndexes(): Promise<SomeRows[]> {
  const path = join(newFolder(), 'ward.db')
  await migrate(`file:${path}`)
  const handle = new BetterSqlite(path, { readonly: true })
  onTestFinished(() => void handle.close())
  const rows = handle
    .prepare("select tbl_name as tableName, sql from sqlite_schema where type = 'index' and sql is not null")
    .all() as Array<{ tableName: string; sql: string }>
  return rows.flatMap(({ tableName, sql }) => {
    const [, column, values] = /\bwhere (\w+) (?:=|in) (.*)$/s.exec(sql) ?? []
    const words = [...(values ?? '').matchAll(/'(\w+)'/g)].map(([, word]) => word ?? '')
    return column ? [{ table: tableName, column, words }] : []
  })
}

/** Conditions of queries on the table of an index that name its words as bound values. */
function boundWords(source: string, { table, column, words }: SomeRows): string[] {
  const condition = new RegExp(String.raw`'(?:\w+\.)?${column}', '(?:=|in)', (\[[^\]]*\]|'\w+')`, 'g')
  return source
    .split(/\n(?=\S)/)
    .filter(part => new RegExp(String.raw`(?:From|Table|Join)\('${table}\b`).test(part))
    .flatMap(part => [...part.matchAll(condition)])
    .filter(([, bound = '']) =>
      [...bound.matchAll(/'(\w+)'/g)].every(([, word = '']) => words.includes(word)),
    )
    .map(([text]) => text)
}

test('what an index of some rows is made for is a word of every query that could use it', async () => {
  const indexes = await partialIndexes()

  expect(indexes.length).toBeGreaterThan(6)
  const found = files.flatMap(file => {
    const source = readFileSync(join(root, file), 'utf8')
    return indexes.flatMap(index => boundWords(source, index).map(text => `${file}: ${text}`))
  })
  expect(found).toEqual([])
})

test('a bound value is found', () => {
  const index = { table: 'outbox', column: 'state', words: ['waiting'] }
  const query = (value: string) => `db.updateTable('outbox')\n  .where('state', '=', ${value})`

  expect(boundWords(query("'waiting'"), index)).toEqual(["'state', '=', 'waiting'"])
  expect(boundWords(query("word('waiting')"), index)).toEqual([])
  expect(boundWords(query("'failed'"), index)).toEqual([])
  expect(boundWords(query("'waiting'").replace('outbox', 'waitlist_entries'), index)).toEqual([])
})
