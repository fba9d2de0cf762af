import { clockTime, type LocalDate } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import {
  type CapacityRule,
  type Closure,
  counterById,
  everyService,
  type Localized,
  type Office,
  type OpeningRule,
} from '#src/offices/office.ts'
import type { RowHistory } from '#src/openings/opening-change.ts'
import { always, forever } from '#src/openings/rule-typed.ts'
import type { DayShown } from '#src/openings/week.ts'
import { longDate, shortDate } from '../text/dates.ts'
import type { Texts } from '../text/index.ts'

/** What words are made with. */
export type Speaking = { t: Texts; language: string; office: Office }

type New<Row> = Omit<Row, 'id'>

export function counterWords({ t, language, office }: Speaking, counterId: number | null): string {
  if (counterId === null) return t.openings.allCounters
  return textOf(counterById(office, counterId).name, language)
}

export function validWords(
  { t, language }: Speaking,
  { validFrom, validTo }: { validFrom: LocalDate; validTo: LocalDate },
): string {
  const text = t.openings
  const [from, to] = [longDate(validFrom, language), longDate(validTo, language)]
  if (validFrom === always) return validTo === forever ? text.always : text.until(to)
  return validTo === forever ? text.since(from) : text.between(from, to)
}

function hoursWords({ t }: Speaking, from: number, to: number): string {
  return t.openings.hours(clockTime(from), clockTime(to))
}

function weekdayName({ t }: Speaking, weekday: number): string {
  return t.setup.weekdays[weekday - 1] ?? ''
}

/** When an opening rule applies and what hours it gives: 毎週火曜日 09:00〜17:30（時間延長）. */
export function ruleWords(speaking: Speaking, rule: New<OpeningRule>): string {
  const { t, language, office } = speaking
  const text = t.openings
  const day =
    rule.onDate !== null
      ? longDate(rule.onDate, language)
      : rule.weekday === null
        ? text.everyDay
        : rule.nth === null
          ? text.weekday(weekdayName(speaking, rule.weekday))
          : text.nth(rule.nth, weekdayName(speaking, rule.weekday))
  const service = everyService(office).find(({ id }) => id === rule.serviceId)
  return [
    day,
    hoursWords(speaking, rule.opensMinute, rule.closesMinute),
    ...(rule.session === 'day' ? [] : [`（${text.session[rule.session]}）`]),
    ...(service ? [text.onlyService(textOf(service.name, language))] : []),
  ].join(' ')
}

export function closureWords({ t, language }: Speaking, { kind, from, to, reason }: New<Closure>): string {
  const text = t.openings
  const monthDay = (day: string) => text.monthDay(Number(day.slice(0, 2)), Number(day.slice(3)))
  const days =
    kind === 'yearEndClosure'
      ? text.everyYear(monthDay(from), monthDay(to))
      : from === to
        ? longDate(from, language)
        : text.hours(longDate(from, language), longDate(to, language))
  return `${days} ${textOf(reason, language)}`
}

export function capacityWords(speaking: Speaking, rule: New<CapacityRule>): string {
  const text = speaking.t.openings
  return [
    rule.weekday === null ? text.everyDay : text.weekday(weekdayName(speaking, rule.weekday)),
    hoursWords(speaking, rule.fromMinute, rule.toMinute),
    [
      ...(rule.windows === null ? [] : [text.windows(rule.windows)]),
      ...(rule.sharePercent === null ? [] : [text.share(rule.sharePercent)]),
    ].join(speaking.t.listComma),
  ].join(' ')
}

/** A row of a change: which counter it is about, and what was and will be. */
export function rowWords(
  speaking: Speaking,
  row: RowHistory,
): { about: string; before: string | null; after: string | null } {
  const { language } = speaking
  switch (row.table) {
    case 'rule':
      return pairWords(
        speaking,
        row.before,
        row.after,
        rule => `${ruleWords(speaking, rule)} · ${validWords(speaking, rule)}`,
      )
    case 'capacity':
      return pairWords(
        speaking,
        row.before,
        row.after,
        rule => `${capacityWords(speaking, rule)} · ${validWords(speaking, rule)}`,
      )
    case 'closure':
      return pairWords(speaking, row.before, row.after, closure => closureWords(speaking, closure))
    default: {
      const words = (name: Localized | null) =>
        name && `${longDate(row.date, language)} ${textOf(name, language)}`
      return { about: speaking.t.openings.holidays, before: words(row.before), after: words(row.after) }
    }
  }
}

function pairWords<Row extends { counterId: number | null }>(
  speaking: Speaking,
  before: Row | null,
  after: Row | null,
  words: (row: Row) => string,
) {
  const one = after ?? before
  return {
    about: counterWords(speaking, one ? one.counterId : null),
    before: before && words(before),
    after: after && words(after),
  }
}

/** A counter's day in words: 09:00〜12:00 5席、12:00〜13:00 3席…, or why it is closed. */
export function dayWords(
  speaking: Speaking,
  { opening, stretches }: DayShown,
  withWindows: boolean,
): string[] {
  const { t, language, office } = speaking
  const text = t.openings
  if (opening.hours.length === 0) {
    const reason = opening.closed?.reason
    return [reason ? `${text.counterClosed}（${textOf(reason, language)}）` : text.counterClosed]
  }
  const hours = withWindows
    ? stretches.map(({ from, to, windows, sharePercent }) =>
        [
          hoursWords(speaking, from, to),
          text.windows(windows),
          ...(sharePercent === office.rules.sharePercent ? [] : [text.share(sharePercent)]),
        ].join(' '),
      )
    : opening.hours.map(({ from, to, session }) =>
        session === 'day'
          ? hoursWords(speaking, from, to)
          : `${hoursWords(speaking, from, to)}（${text.session[session]}）`,
      )
  const own = [...(opening.ownHours ?? [])].map(([serviceId, spans]) => {
    const service = everyService(office).find(({ id }) => id === serviceId)
    const when = spans.map(({ from, to }) => hoursWords(speaking, from, to)).join(t.listComma)
    return `${service ? textOf(service.name, language) : ''}：${when || text.counterClosed}`
  })
  return [...hours, ...own]
}

export function dayName({ language }: Speaking, date: LocalDate): string {
  return shortDate(date, language)
}

/** The hours of a usual week in one line: 月〜木曜日 09:00〜17:30 … for the head of a counter's list. */
export function weekWords(speaking: Speaking, rules: readonly OpeningRule[]): string {
  const weekly = rules.filter(
    ({ kind, serviceId, session }) => kind === 'weekly' && serviceId === null && session === 'day',
  )
  const byHours = Map.groupBy(weekly, rule => hoursWords(speaking, rule.opensMinute, rule.closesMinute))
  return [...byHours]
    .map(([hours, same]) => {
      const days = same
        .toSorted((a, b) => (a.weekday ?? 0) - (b.weekday ?? 0))
        .map(({ weekday }) => (weekday === null ? '' : shortWeekday(speaking, weekday)))
      return `${[...new Set(days)].join(speaking.language === 'ja' ? '' : ', ')} ${hours}`
    })
    .join(' ／ ')
}

function shortWeekday(speaking: Speaking, weekday: number): string {
  const name = weekdayName(speaking, weekday)
  return speaking.language === 'ja' ? name.slice(0, 1) : name.slice(0, 3)
}

/** Whether a rule has ended before a day. */
export function hasEnded({ validTo }: { validTo: LocalDate }, today: LocalDate): boolean {
  return validTo < today
}
