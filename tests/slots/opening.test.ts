import { expect, test } from 'vitest'
import { readSampleWard } from '#db/seeds/load-ward.ts'
import { daysBetween } from '#src/clock.ts'
import {
  lastBookableDate,
  openingOf,
  precedence,
  previousOpeningDate,
  usableHours,
} from '#src/slots/opening.ts'
import { closure, counterOf, sampleOffice, serviceOf, smallOffice, special } from './sample-office.ts'

const [nine, half5, seven] = [9 * 60, 17 * 60 + 30, 19 * 60]
const { ward } = readSampleWard()

test('the order in which rules decide is the one of the ward file', () => {
  expect(precedence).toEqual(ward.calendar.precedence)
})

/** The hours of a counter's day straight from the ward file, as a person would look them up. */
function hoursByHand(counter: (typeof ward.counters)[number], date: string): string {
  const calendar = ward.calendar as typeof ward.calendar & { fourthSundays: Record<string, string[]> }
  const extra = calendar.special.find(
    day => day.date === date && (day.counters ?? [counter.id]).includes(counter.id),
  )
  if (extra) return extra.open ? `${extra.from}-${extra.to}` : ''
  if (date.slice(5) >= '12-29' || date.slice(5) <= '01-03') return ''
  if (counter.sundayOpen && calendar.fourthSundays[date.slice(0, 4)]?.includes(date)) return '09:00-17:30'
  if (calendar.nationalHolidays.some(holiday => holiday.date === date)) return ''
  const day = new Date(`${date}T12:00:00Z`).getUTCDay()
  if (day === 0 || day === 6) return ''
  return day === 5 && counter.fridayExtended ? '09:00-19:00' : '09:00-17:30'
}

function minuteText(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(11, 16)
}

test.each(ward.counters.map(counter => counter.id))(
  '%s is open from December to April as the ward file says',
  async slug => {
    const office = await sampleOffice()
    const inFile = ward.counters.find(counter => counter.id === slug)
    if (!inFile) throw new Error('no such counter')

    const dates = daysBetween('2026-12-01', '2027-04-30')
    const found = dates.map(date => {
      const { hours } = openingOf(office, counterOf(office, slug), date)
      const first = hours[0]
      const last = hours.at(-1)
      return `${date} ${first && last ? `${minuteText(first.from)}-${minuteText(last.to)}` : ''}`
    })

    expect(found).toEqual(dates.map(date => `${date} ${hoursByHand(inFile, date)}`))
  },
)

test.each([
  ['a Saturday', '2026-12-05', 'weekday'],
  ['a first Sunday', '2026-12-06', 'weekday'],
  ['a fifth Sunday', '2027-01-31', 'weekday'],
  ['a national holiday', '2026-11-23', 'holiday'],
  ['a holiday that is observed a day later', '2027-03-22', 'holiday'],
  ['the fourth Sunday of December', '2026-12-27', 'special'],
  ['29 December', '2026-12-29', 'yearEnd'],
  ['31 December', '2026-12-31', 'yearEnd'],
  ['New Year', '2027-01-01', 'yearEnd'],
  ['3 January', '2027-01-03', 'yearEnd'],
])('on %s every counter is closed and knows why', async (_, date, because) => {
  const office = await sampleOffice()

  for (const counter of office.counters) {
    const opening = openingOf(office, counter, date)
    expect(opening.hours).toEqual([])
    expect(opening.closed?.because).toBe(because)
  }
})

test.each(['2026-12-28', '2027-01-04', '2026-12-25', '2027-03-31', '2027-04-01'])(
  'on %s every counter is open',
  async date => {
    const office = await sampleOffice()

    for (const counter of office.counters) expect(openingOf(office, counter, date).closed).toBeNull()
  },
)

test('on a fourth Sunday exactly the counters that open on Sundays are open', async () => {
  const office = await sampleOffice()

  const open = office.counters.filter(counter => openingOf(office, counter, '2027-01-24').hours.length > 0)

  expect(open.map(counter => counter.slug)).toEqual(
    ward.counters.filter(counter => counter.sundayOpen).map(counter => counter.id),
  )
})

test('the extra Sunday around the change of the fiscal year opens two counters alone', async () => {
  const office = await sampleOffice()

  const open = office.counters.filter(counter => openingOf(office, counter, '2027-04-04').hours.length > 0)

  expect(open.map(counter => counter.slug)).toEqual(['ido', 'kokuho'])
  expect(openingOf(office, counterOf(office, 'ido'), '2027-04-04').hours).toEqual([
    { from: nine, to: half5, session: 'sunday' },
  ])
})

test('a fourth Sunday that is a holiday is open all the same', async () => {
  const office = await sampleOffice()
  const withHoliday = {
    ...office,
    holidays: new Map([...office.holidays, ['2027-01-24', { ja: '祝日' }] as const]),
  }

  expect(openingOf(withHoliday, counterOf(office, 'ido'), '2027-01-24').hours).toHaveLength(1)
  expect(openingOf(withHoliday, counterOf(office, 'kodomo'), '2027-01-24').closed?.because).toBe('holiday')
})

test('on a Friday evening a counter with longer hours is open until seven, another until half past five', async () => {
  const office = await sampleOffice()
  const hours = (counter: string, service: string) =>
    usableHours(openingOf(office, counterOf(office, counter), '2026-12-04'), [serviceOf(office, service)])

  expect(hours('ido', 'tennyu')).toEqual([{ from: nine, to: seven }])
  expect(hours('ido', 'tennyu-abroad')).toEqual([{ from: nine, to: half5 }])
  expect(hours('kodomo', 'jidoteate')).toEqual([{ from: nine, to: half5 }])
})

test('several services have the hours in which all of them may be done', async () => {
  const office = await sampleOffice()
  const [both, evening] = [
    [serviceOf(office, 'tennyu'), serviceOf(office, 'tennyu-abroad')],
    [serviceOf(office, 'tennyu'), serviceOf(office, 'tenkyo')],
  ]
  const friday = openingOf(office, counterOf(office, 'ido'), '2026-12-04')

  expect(usableHours(friday, both)).toEqual([{ from: nine, to: half5 }])
  expect(usableHours(friday, evening)).toEqual([{ from: nine, to: seven }])
})

test('on an open Sunday a service that is not done on Sundays has no hours, one done in part has', async () => {
  const office = await sampleOffice()
  const sunday = openingOf(office, counterOf(office, 'ido'), '2027-01-24')
  const service = serviceOf(office, 'tennyu')

  expect(usableHours(sunday, [{ ...service, sunday: 'no' }])).toEqual([])
  expect(usableHours(sunday, [{ ...service, sunday: 'partial' }])).toHaveLength(1)
  expect(usableHours(sunday, [{ ...service, sunday: 'yes' }])).toHaveLength(1)
})

const monday = '2026-12-07'

test.each([
  ['an office’s extra hours replace the usual ones', [special(monday)], [], [600, 720]],
  [
    'a counter’s own hours beat the office’s',
    [special(monday), special(monday, { counterId: 1, opensMinute: 660 })],
    [],
    [660, 720],
  ],
  ['another counter’s extra hours mean nothing', [special(monday, { counterId: 2 })], [], [540, 1020]],
  ['an office’s closure beats its extra hours', [special(monday)], [closure(monday, monday)], null],
  [
    'a counter’s extra hours beat the office’s closure',
    [special(monday, { counterId: 1 })],
    [closure(monday, monday)],
    [600, 720],
  ],
  [
    'a counter’s own closure beats its extra hours',
    [special(monday, { counterId: 1 })],
    [closure(monday, monday, { counterId: 1 })],
    null,
  ],
  ['another counter’s closure means nothing', [], [closure(monday, monday, { counterId: 2 })], [540, 1020]],
  ['a closure counts on its last day', [], [closure('2026-12-01', monday)], null],
  ['a closure is over the day after', [], [closure('2026-12-01', '2026-12-06')], [540, 1020]],
  ['a yearly closure counts every year', [], [closure('12-05', '12-09', { kind: 'yearEndClosure' })], null],
  [
    'a yearly closure over the new year leaves autumn alone',
    [],
    [closure('12-29', '01-03', { kind: 'yearEndClosure' })],
    [540, 1020],
  ],
  [
    'extra hours beat a yearly closure',
    [special(monday)],
    [closure('12-05', '12-09', { kind: 'yearEndClosure' })],
    [600, 720],
  ],
])('%s', (_, rules, closures, expected) => {
  const { office, counter } = smallOffice()
  const changed = { ...office, openingRules: [...office.openingRules, ...rules], closures }

  const { hours } = openingOf(changed, counter, monday)

  expect(hours.map(({ from, to }) => [from, to])).toEqual(expected === null ? [] : [expected])
})

test('a rule counts from its first to its last day', () => {
  const { office, counter } = smallOffice()
  const openingRules = [
    ...office.openingRules.map(rule => ({ ...rule, validTo: '2027-03-31' })),
    ...office.openingRules.map(rule => ({ ...rule, validFrom: '2027-04-01', opensMinute: 600 })),
  ]
  const opens = (date: string) =>
    openingOf({ ...office, openingRules }, counter, date).hours.map(({ from }) => from)

  expect(opens('2027-03-31')).toEqual([540])
  expect(opens('2027-04-01')).toEqual([600])
})

test('the last day that can be booked is the thirtieth opening day after today', () => {
  const { office, counter } = smallOffice()

  expect(lastBookableDate(office, counter, '2026-12-01')).toBe('2027-01-12')
  const closures = [closure('12-29', '01-03', { kind: 'yearEndClosure' })]
  expect(lastBookableDate({ ...office, closures }, counter, '2026-12-01')).toBe('2027-01-18')
})

test('with no days ahead only today can be booked, and a counter that never opens has none', () => {
  const { office, counter } = smallOffice({ rules: { daysAhead: 0 } })

  expect(lastBookableDate(office, counter, '2026-12-01')).toBe('2026-12-01')
  expect(
    lastBookableDate(
      { ...office, rules: { ...office.rules, daysAhead: 30 }, openingRules: [] },
      counter,
      '2026-12-01',
    ),
  ).toBe('2026-12-01')
})

test('the opening day before a Monday is Friday, and before a new year the last day of the old one', async () => {
  const { office, counter } = smallOffice()
  const ofWard = await sampleOffice()

  expect(previousOpeningDate(office, counter, '2026-12-07')).toBe('2026-12-04')
  expect(previousOpeningDate(ofWard, counterOf(ofWard, 'kodomo'), '2027-01-04')).toBe('2026-12-28')
  expect(previousOpeningDate({ ...office, openingRules: [] }, counter, '2026-12-07')).toBeNull()
})
