import { expect, test } from 'vitest'
import { instant } from '../support/ward.ts'
import { unmarked } from '#src/marks.ts'
import { longDate, longDateTime, longMonth, shortDate, spokenDate } from '#views/text/dates.ts'

const zone = 'Asia/Tokyo'

test.for([
  ['ja', '2026年（令和8年）12月1日（火曜日）', '12月1日（火）', '2026年12月'],
  ['easy', '2026年12月1日（火曜日）', '12月1日（火）', '2026年12月'],
  ['en', 'Tuesday 1 December 2026', 'Tue 1 Dec', 'December 2026'],
  ['zh-Hans', '2026年12月1日（星期二）', '12月1日（周二）', '2026年12月'],
  ['ko', '2026년 12월 1일(화요일)', '12월 1일(화)', '2026년 12월'],
  ['vi', 'Thứ Ba, ngày 1 tháng 12 năm 2026', 'Thứ Ba, 01/12', 'tháng 12 năm 2026'],
])('a day in %s', ([language = '', long, short, month]) => {
  expect(unmarked(longDate('2026-12-01', language))).toBe(long)
  expect(unmarked(shortDate('2026-12-01', language))).toBe(short)
  expect(unmarked(longMonth('2026-12', language))).toBe(month)
})

test('plain words read the day as it is spoken', () => {
  const text = longDateTime(instant('2026-04-14T14:20+09:00'), zone, 'easy')

  for (const reading of ['しがつ', 'じゅうよっか', 'かようび', 'じゅうよじ', 'ぷん'])
    expect(text).toContain(reading)
})

test('a full hour has no minutes in plain words', () => {
  expect(unmarked(longDateTime(instant('2026-12-20T09:00+09:00'), zone, 'easy'))).toBe(
    '2026年12月20日（日曜日） 9時',
  )
})

test('a screen reader hears the weekday', () => {
  expect(spokenDate('2028-02-29', 'ko')).toBe('2월 29일 화요일')
  expect(spokenDate('2028-02-29', 'vi')).toBe('Thứ Ba, ngày 29 tháng 2')
})
