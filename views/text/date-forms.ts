import type { DateTime } from 'luxon'
import { asLanguage, type Language } from '#src/languages.ts'
import { readingsOf } from '#src/marks.ts'
import { dayInEasy, hourInEasy, minutesInEasy, monthInEasy } from './counted.ts'
import { eraYear } from './era.ts'

/** How one language writes days and times of day. */
type DateForms = {
  long: (day: DateTime) => string
  longMonth: (day: DateTime) => string
  short: (day: DateTime) => string
  spoken: (day: DateTime) => string
  weekday: (day: DateTime) => string
  time: (at: DateTime) => string
  /** Between day and time. */
  join: string
}

const weekdayOf = (days: string, day: DateTime) => days[day.weekday - 1] ?? ''
const inJapanese = (day: DateTime) => weekdayOf('月火水木金土日', day)
const inChinese = (day: DateTime) => weekdayOf('一二三四五六日', day)
const inKorean = (day: DateTime) => weekdayOf('월화수목금토일', day)
const monthDay = (day: DateTime) => `${day.month}月${day.day}日`
const clock = (at: DateTime) => at.toFormat('H:mm')

const ja: DateForms = {
  long: day =>
    `${day.year}年（${eraYear(day.toFormat('yyyy-MM-dd'))}）${monthDay(day)}（${inJapanese(day)}曜日）`,
  longMonth: day => `${day.year}年${day.month}月`,
  short: day => `${monthDay(day)}（${inJapanese(day)}）`,
  spoken: day => `${monthDay(day)} ${inJapanese(day)}曜日`,
  weekday: day => `${inJapanese(day)}曜日`,
  time: at => at.toFormat("H'時'mm'分'"),
  join: '',
}

const en: DateForms = {
  long: day => day.setLocale('en-GB').toFormat('cccc d MMMM yyyy'),
  longMonth: day => day.setLocale('en-GB').toFormat('MMMM yyyy'),
  short: day => day.setLocale('en-GB').toFormat('ccc d LLL'),
  spoken: day => day.setLocale('en-GB').toFormat('cccc d MMMM'),
  weekday: day => day.setLocale('en-GB').toFormat('cccc'),
  time: clock,
  join: ', ',
}

const zhHans: DateForms = {
  long: day => `${day.year}年${monthDay(day)}（星期${inChinese(day)}）`,
  longMonth: day => `${day.year}年${day.month}月`,
  short: day => `${monthDay(day)}（周${inChinese(day)}）`,
  spoken: day => `${monthDay(day)} 星期${inChinese(day)}`,
  weekday: day => `星期${inChinese(day)}`,
  time: clock,
  join: ' ',
}

const ko: DateForms = {
  long: day => `${day.year}년 ${day.month}월 ${day.day}일(${inKorean(day)}요일)`,
  longMonth: day => `${day.year}년 ${day.month}월`,
  short: day => `${day.month}월 ${day.day}일(${inKorean(day)})`,
  spoken: day => `${day.month}월 ${day.day}일 ${inKorean(day)}요일`,
  weekday: day => `${inKorean(day)}요일`,
  time: clock,
  join: ' ',
}

const weekdaysVi = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']
const inVietnamese = (day: DateTime) => weekdaysVi[day.weekday - 1] ?? ''

const vi: DateForms = {
  long: day => `${inVietnamese(day)}, ngày ${day.day} tháng ${day.month} năm ${day.year}`,
  longMonth: day => `tháng ${day.month} năm ${day.year}`,
  short: day => `${inVietnamese(day)}, ${day.toFormat('dd/MM')}`,
  spoken: day => `${inVietnamese(day)}, ngày ${day.day} tháng ${day.month}`,
  weekday: inVietnamese,
  time: clock,
  join: ', ',
}

const weekdaysEasy = ['げつ', 'か', 'すい', 'もく', 'きん', 'ど', 'にち']
const weekdayReading = (day: DateTime) => weekdaysEasy[day.weekday - 1] ?? ''
const monthDayEasy = (day: DateTime) => `${monthInEasy(day.month)}${dayInEasy(day.day)}`
const weekdayEasy = (day: DateTime) => `{${inJapanese(day)}曜日|${weekdayReading(day)}ようび}`

// The western year alone: many readers do not know the Japanese one.
const easy: DateForms = {
  long: day => readingsOf(`${day.year}{年|ねん}${monthDayEasy(day)}（${weekdayEasy(day)}）`),
  longMonth: day => readingsOf(`${day.year}{年|ねん}${monthInEasy(day.month)}`),
  short: day => readingsOf(`${monthDayEasy(day)}（{${inJapanese(day)}|${weekdayReading(day)}}）`),
  spoken: day => readingsOf(`${monthDayEasy(day)} ${weekdayEasy(day)}`),
  weekday: day => readingsOf(weekdayEasy(day)),
  time: at => readingsOf(`${hourInEasy(at.hour)}${at.minute > 0 ? minutesInEasy(at.minute) : ''}`),
  join: ' ',
}

const forms: Record<Language, DateForms> = { ja, easy, en, 'zh-Hans': zhHans, ko, vi }

/** The forms of a language, English for one that is not ours. */
export function datesIn(language: string): DateForms {
  return forms[asLanguage(language) ?? 'en']
}
