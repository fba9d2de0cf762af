import { expect, test } from 'vitest'
import { addDays, type LocalDate, weekdayOf } from '#src/clock.ts'
import { counterById } from '#src/offices/office.ts'
import { nthInMonth, openingOf, usableHours } from '#src/slots/opening.ts'
import { type UsualHours, usualHours } from '#src/slots/usual-hours.ts'
import { counterOf, sampleOffice, serviceOf, smallOffice, special } from './sample-office.ts'

const [nine, half5, seven] = [9 * 60, 17 * 60 + 30, 19 * 60]
const today = '2026-12-01'
const usual = (weekdays: number[], from: number, to: number, more: Partial<UsualHours> = {}): UsualHours => ({
  ...{ nth: null, weekdays, hours: [{ from, to }], isPartial: false },
  ...more,
})

test('days that are alike are told together, then a longer evening and the Sunday of a month', async () => {
  const office = await sampleOffice()
  const hours = usualHours(office, counterOf(office, 'ido'), serviceOf(office, 'tennyu'), today)

  expect(hours).toEqual([
    usual([1, 2, 3, 4], nine, half5),
    usual([5], nine, seven),
    usual([7], nine, half5, { nth: 4, isPartial: true }),
  ])
})

test('a service that may be done on Sundays is told for none where the office never opens on one', () => {
  const { office, counter, service } = smallOffice({ service: { sunday: 'yes', isEveningOk: true } })

  expect(usualHours(office, counter, service, today)).toEqual([usual([1, 2, 3, 4, 5], nine, 17 * 60)])
})

test('hours that begin later are told from their first day on', () => {
  const { office, counter, service } = smallOffice()
  const [rule] = office.openingRules
  if (!rule) throw new Error('the small office has rules')
  const saturday = {
    ...rule,
    ...{ id: 99, weekday: 6, opensMinute: 600, closesMinute: 720, validFrom: '2027-04-01' },
  }
  const later = { ...office, openingRules: [...office.openingRules, saturday] }

  expect(usualHours(later, counter, service, today)).toEqual([usual([1, 2, 3, 4, 5], nine, 17 * 60)])
  expect(usualHours(later, counter, service, '2027-04-01')).toContainEqual(usual([6], 600, 720))
})

test('a service with hours of its own is told by them, and a dated day is not usual', () => {
  const { office, counter, service } = smallOffice()
  const own = {
    serviceId: service.id,
    counterId: counter.id,
    kind: 'weekly',
    onDate: null,
    weekday: 3,
  } as const
  const rules = [special('2026-12-05'), special('', { id: 98, ...own })]
  const changed = { ...office, openingRules: [...office.openingRules, ...rules] }

  expect(usualHours(changed, counter, service, today)).toEqual([usual([3], 600, 720)])
})

test('a service that is done on the second Wednesday alone is told for it, where its counter is open every week', () => {
  const { office, counter, service } = smallOffice()
  const own = {
    serviceId: service.id,
    counterId: counter.id,
    kind: 'nthWeekday',
    nth: 2,
    weekday: 3,
  } as const
  const changed = {
    ...office,
    openingRules: [...office.openingRules, special('', { ...own, id: 98, onDate: null })],
  }

  expect(usualHours(changed, counter, service, today)).toEqual([usual([3], 600, 720, { nth: 2 })])
})

test('a day for which a service has dated hours of its own is not usual', () => {
  const { office, counter, service } = smallOffice()
  const dated = special('2026-12-02', { id: 98, serviceId: service.id, counterId: counter.id })
  const changed = { ...office, openingRules: [...office.openingRules, dated] }

  expect(usualHours(changed, counter, service, today)).toEqual([usual([1, 2, 3, 4, 5], nine, 17 * 60)])
})

/** What is told for a day. */
function toldFor(hours: readonly UsualHours[], date: LocalDate) {
  const ofDay = hours.filter(({ weekdays }) => weekdays.includes(weekdayOf(date)))
  const told = ofDay.find(({ nth }) => nth === nthInMonth(date)) ?? ofDay.find(({ nth }) => nth === null)
  return told?.hours ?? []
}

test('every day on which nothing else decides is as its service says', async () => {
  const office = await sampleOffice()
  const isDated = (date: LocalDate) =>
    office.holidays.has(date) ||
    office.openingRules.some(({ onDate }) => onDate === date) ||
    office.closures.some(({ kind, from, to }) => kind === 'special' && from <= date && date <= to) ||
    date.slice(5) >= '12-29' ||
    date.slice(5) <= '01-03'
  const days = Array.from({ length: 120 }, (_, index) => addDays(today, index)).filter(date => !isDated(date))
  const wrong: string[] = []
  for (const service of office.services) {
    const counter = counterById(office, service.counterId)
    const hours = usualHours(office, counter, service, today)
    for (const date of days) {
      const open = usableHours(openingOf(office, counter, date), [service])
      if (JSON.stringify(toldFor(hours, date)) !== JSON.stringify(open)) wrong.push(`${service.slug} ${date}`)
    }
  }

  expect(days.length).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})
