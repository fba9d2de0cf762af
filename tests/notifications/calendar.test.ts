import { isUtf8 } from 'node:buffer'
import { expect, test } from 'vitest'
import { calendarOf } from '#src/notifications/calendar.ts'
import { bookedPlan, movingIn } from '../booking/plans.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'
import { foldedLines, readCalendar } from './calendar-file.ts'
import { openMailServer } from './mail-server.ts'
import { cancelled, openWardWithAddress, rescheduled, sendAll, transportTo } from './post.ts'

test('booked, moved and cancelled are one calendar entry with a rising sequence', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  const { appointmentId, token } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await rescheduled(ward, appointmentId, '2026-12-02T10:00')
  await cancelled(ward, appointmentId)

  await sendAll(ward, transportTo(server.url))

  const files = server.mails.map(mail => readCalendar(mail.attachments[0]?.content.toString() ?? ''))
  const [booked, moved, gone] = files
  expect(new Set(files.map(file => file.get('UID'))).size).toBe(1)
  expect(booked?.get('UID')).toMatch(/@yoyaku\.mihon\.example$/)
  expect(files.map(file => file.get('SEQUENCE'))).toEqual(['0', '1', '2'])
  expect(files.map(file => file.get('METHOD'))).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL'])
  expect(files.map(file => file.get('STATUS'))).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED'])
  expect(booked?.get('DTSTART')).toBe('20261202T000000Z')
  expect(booked?.get('DTEND')).toBe('20261202T003000Z')
  expect(moved?.get('DTSTART')).toBe('20261202T010000Z')
  expect(booked?.get('URL')).toBe(`https://yoyaku.mihon.example/mihon/a/${token}`)
  expect(gone?.has('URL')).toBe(false)
  expect(files.map(file => file.get('TRIGGER'))).toEqual(['-P1D', '-P1D', undefined])
  expect(booked?.get('LOCATION')).toBe('見本市見本区文の里1丁目1番1号')
  expect(booked?.get('PRODID')).toMatch(/madoguchi/)
  expect(server.sources[2]).toMatch(/text\/calendar;[^\n]*(\n[^\n]*)?method=CANCEL/)
})

test('long Japanese lines are folded at 75 bytes and never inside a character', async () => {
  const file = Buffer.from(
    calendarOf({ ...(await openWard()).office, name: { ja: '見本𠮷'.repeat(40) } }, visit(), from),
  )

  const lines = foldedLines(file)

  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(75)
  expect(Math.max(...lines.map(line => line.length))).toBeGreaterThan(60)
  expect(lines.every(line => isUtf8(line))).toBe(true)
  expect(readCalendar(file.toString()).get('SUMMARY')).toBe(`${'見本𠮷'.repeat(40)} 窓口の予約`)
})

test('line ends, semicolons and commas in an address stay text', async () => {
  const { office } = await openWard()
  const ja = 'A;B,C\\D\r\nBEGIN:VEVENT\nEND:VCALENDAR'

  const file = calendarOf({ ...office, contact: { ...office.contact, address: { ja } } }, visit(), from)

  expect(file.match(/^BEGIN:VEVENT/gm)?.length).toBe(1)
  expect(file.match(/^END:VCALENDAR/gm)?.length).toBe(1)
  expect(readCalendar(file).get('LOCATION')).toBe(ja.replace('\r\n', '\n'))
})

test('a page can offer the entry without the manage link', async () => {
  const { office } = await openWard()

  const file = readCalendar(calendarOf(office, visit(), from))

  expect(file.has('URL')).toBe(false)
  expect(file.get('METHOD')).toBe('PUBLISH')
})

const from = { publicUrl: 'https://yoyaku.mihon.example', mailFrom: 'yoyaku@mihon.example' }

function visit() {
  const counter: Ward['office']['counters'][number] = {
    id: 1,
    slug: 'ido',
    number: '2',
    floor: 1,
    ticketPrefix: 'A',
    name: { ja: '住民異動' },
    publicName: { ja: '住民異動' },
    isBookable: true,
    windows: 1,
    windowsAtLunch: 1,
  }
  return {
    calendarUid: 'uid',
    sequence: 0,
    startsAt: instant('2026-12-02T09:00'),
    minutes: 30,
    counter,
    state: 'booked' as const,
    language: 'ja',
    changedAt: instant('2026-12-01T09:00'),
  }
}

test('a visit over several counters is one entry from its first start to its last end', async () => {
  const server = await openMailServer()
  const ward = await openWardWithAddress()
  await bookedPlan(ward, movingIn)

  await sendAll(ward, transportTo(server.url))

  const [mail] = server.mails
  const content = mail?.attachments[0]?.content.toString() ?? ''
  const file = readCalendar(content)
  expect(file.get('DTSTART')).toBe('20261202T000000Z')
  expect(file.get('DTEND')).toBe('20261202T022500Z')
  expect(content.replaceAll('\r\n ', '')).toContain(
    String.raw`DESCRIPTION:9:00 1階 2番窓口\n10:00 1階 6番窓口\n11:00 2階 23番窓口`,
  )
})
