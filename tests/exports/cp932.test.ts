import { expect, test } from 'vitest'
import { cp932Bytes, toCp932Text } from '#src/exports/cp932.ts'
import { fileBytes } from '#src/exports/file.ts'
import { replacedIn } from '#src/exports/replaced.ts'
import { bytesOf, named, pagesOf, sampleColumns, tableOf } from './sample-table.ts'

/** What Windows, which calls CP932 Shift_JIS, makes of the bytes. */
const windows = new TextDecoder('shift_jis')

async function csvOf(...names: string[]): Promise<string> {
  const rows = names.map(named)
  const content = { table: tableOf(rows), pages: pagesOf(rows) }
  const options = { format: 'csv', encoding: 'cp932', timeZone: 'Asia/Tokyo' } as const
  return windows.decode(await bytesOf(fileBytes([content], options)))
}

test('a file in CP932 has no byte order mark and reads on Windows as it was written', async () => {
  expect(await csvOf('髙﨑①㈱ ﾐﾎﾝ')).toBe('number,minutes,day,at,kind,name\r\n,,,,,髙﨑①㈱ ﾐﾎﾝ\r\n')
})

test.for([
  ['10〜20', '10～20'],
  ['5−3', '5－3'],
  ['a‖b', 'a∥b'],
  ['見本—表', '見本―表'],
  ['¢£¬¥', '￠￡￢￥'],
])('%s is written with the look-alikes of Windows: %s', ([typed = '', written]) => {
  expect(toCp932Text(typed)).toEqual({ text: written, replaced: [] })
  expect(windows.decode(cp932Bytes(toCp932Text(typed).text))).toBe(written)
})

test.for([
  ['𠮷野', '〓野', ['𠮷']],
  ['葛\u{e0100}城', '〓城', ['葛\u{e0100}']],
  ['Nguyễn', 'Nguy〓n', ['ễ']],
  ['김 민준', '〓 〓〓', ['김', '민', '준']],
  ['👨‍👩‍👧', '〓', ['👨‍👩‍👧']],
] as const)('%s becomes %s, and what was lost is named', ([typed, text, replaced]) => {
  expect(toCp932Text(typed)).toEqual({ text, replaced })
})

test('a letter typed in two parts is written as the one letter it is', () => {
  expect(toCp932Text('か\u3099くせい')).toEqual({ text: 'がくせい', replaced: [] })
})

test('a look-alike that begins a text does not make a formula of it', async () => {
  expect(await csvOf('−1')).toContain(",'－1\r\n")
})

test('each lost character is listed once by column, with its first line and how often it comes', async () => {
  const rows = ['見本', '𠮷野', '김', '𠮷田𠮷'].map(named)

  expect(await replacedIn(sampleColumns, pagesOf(rows))).toEqual([
    { column: 'name', character: '𠮷', text: '𠮷野', row: 3, times: 3 },
    { column: 'name', character: '김', text: '김', row: 4, times: 1 },
  ])
})

test('the list names exactly the places that are 〓 in the file', async () => {
  const names = ['ế', '見本〓', 'a—b', 'ﾐﾎﾝ 𠮷', '〜']
  const replaced = await replacedIn(sampleColumns, pagesOf(names.map(named)))

  const written = (await csvOf(...names)).match(/〓/g)?.length ?? 0
  expect(replaced.reduce((sum, { times }) => sum + times, 0)).toBe(written - 1)
})
