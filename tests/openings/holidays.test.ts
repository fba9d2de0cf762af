import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { holidayRows, readHolidays } from '#src/openings/holidays.ts'
import { missingHolidayYear } from '#src/slots/holidays-missing.ts'

/** A piece of the file that the government publishes. */
const sample = [
  '国民の祝日・休日月日,国民の祝日・休日名称',
  '2026/11/23,勤労感謝の日',
  '2027/1/1,元日',
  '2027/1/11,成人の日',
  '2027/2/11,建国記念の日',
  '',
].join('\r\n')

const utf8 = (text: string) => new TextEncoder().encode(text)

test.each([
  ['CP932, as it is published', iconv.encode(sample, 'cp932')],
  ['UTF-8', utf8(sample)],
  ['UTF-8 with a mark at its beginning', utf8(`\uFEFF${sample}`)],
  ['lines that end as on Unix', utf8(sample.replaceAll('\r', ''))],
])('holidays are read from %s', (_, bytes) => {
  const read = readHolidays(bytes)

  expect(read.ok && [...read.days]).toEqual([
    ['2026-11-23', '勤労感謝の日'],
    ['2027-01-01', '元日'],
    ['2027-01-11', '成人の日'],
    ['2027-02-11', '建国記念の日'],
  ])
})

test.each([
  ['a day that does not exist', '2027/2/29,元日', 'not_a_date'],
  ['a date of another form', '2027-01-02,元日', 'not_a_date'],
  ['no name', '2027/1/2,', 'no_name'],
  ['a name too long', `2027/1/2,${'あ'.repeat(51)}`, 'no_name'],
  ['the same day again', '2027/1/1,元日', 'twice'],
])('%s is told with its line', (_, line, reason) => {
  expect(readHolidays(utf8(`${sample.trim()}\r\n${line}\r\n2027/4/29,昭和の日`))).toEqual({
    ok: false,
    faults: [{ line: 6, reason }],
  })
})

test('another file is none of holidays', () => {
  expect(readHolidays(utf8('氏名,電話\n見本,06'))).toEqual({
    ok: false,
    faults: [{ line: 1, reason: 'not_this_file' }],
  })
})

test('only what differs after today in the years of the file is changed', () => {
  const holidays = new Map([
    ['2026-01-01', { ja: '元日' }],
    ['2027-01-01', { ja: '元日', en: 'New Year’s Day' }],
    ['2027-01-12', { ja: '成人の日' }],
    ['2028-01-01', { ja: '元日' }],
  ])
  const read = readHolidays(utf8(sample))

  expect(read.ok && holidayRows({ holidays }, read.days, '2026-12-01')).toEqual([
    { kind: 'set_holiday', date: '2027-01-11', name: { ja: '成人の日' } },
    { kind: 'remove_holiday', date: '2027-01-12' },
    { kind: 'set_holiday', date: '2027-02-11', name: { ja: '建国記念の日' } },
  ])
})

test.each([
  ['2026-02-28', ['2026-01-01'], null],
  ['2026-03-01', ['2026-01-01'], 2027],
  ['2026-12-31', ['2026-01-01', '2027-01-01'], null],
  ['2027-01-01', ['2026-01-01'], 2027],
  ['2026-03-01', [], null],
])('on %s with holidays of %j the missing year is %s', (today, dates, missing) => {
  const holidays = new Map(dates.map(date => [date, { ja: '元日' }]))

  expect(missingHolidayYear({ holidays }, today)).toBe(missing)
})
