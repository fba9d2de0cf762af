import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { compose } from '#src/notifications/compose.ts'
import { visitMessage } from '#src/notifications/outbox.ts'
import { appointmentOf } from '../booking/deeds.ts'
import { linkOf } from '../arrival/arrivals.ts'
import { openAdministrator } from '../support/people.ts'
import { openSite } from '../support/site.ts'
import { formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'

const start = '2026-12-02T10:00'
const from = { publicUrl: 'https://yoyaku.mihon.example', mailFrom: 'yoyaku@mihon.example' }

async function openBooked(slugs = ['tennyu']) {
  const site = await openSite({ now: '2026-12-01T18:00' })
  const canary = { name: 'カナリヤ 花子', email: 'hanako.canary@example.test' }
  const { appointmentId } = await site.booked(slugs, start, canary)
  const token = await linkOf(site, appointmentId)
  const state = async () => (await appointmentOf(site, appointmentId))?.state
  return { site, appointmentId, token, state, path: `/mihon/a/${token}/cancellation` }
}

test('a reminder tells when, where and what to bring, and leads to the booking and to cancelling it', async () => {
  const { site, appointmentId, token } = await openBooked()
  const appointment = await appointmentOf(site, appointmentId)
  if (!appointment) throw new Error('no appointment')
  for (const language of languages) {
    const message = visitMessage({ ...appointment, language }, { to: 'x@example.test', token }, 0)
    const mail = compose(site.office, { kind: 'reminder', message, messageId: 'm' }, from)

    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(`https://yoyaku.mihon.example/mihon/a/${token}`)
      expect(part).toContain(`https://yoyaku.mihon.example/mihon/a/${token}/cancellation`)
      expect(part).not.toMatch(/カナリヤ|花子|canary/)
    }
    expect(mail.calendar).toBe(null)
  }
  const message = visitMessage(appointment, { to: 'x@example.test', token }, 0)
  const { subject, text } = compose(site.office, { kind: 'reminder', message, messageId: 'm' }, from)
  expect(subject).toBe('【見本区役所】窓口の予約の日時が近づきました')
  for (const shown of ['12月2日（水曜日）10時00分', '1階 2番窓口', '転出証明書', '来られなくなったとき'])
    expect(text).toContain(shown)
})

test('a reminder of a discreet visit names neither service nor document, in the words of the office too', async () => {
  const { site, appointmentId, token } = await openBooked(['koseki-rikon'])
  const appointment = await appointmentOf(site, appointmentId)
  if (!appointment) throw new Error('no appointment')
  const message = visitMessage(appointment, { to: 'x@example.test', token }, 0)
  const body = '{日時}\n{手続き}\n{持ち物}\n{予約ページ}\n{取消しページ}'
  const own = { kind: 'reminder', language: 'ja', subject: '【{区役所}】明日です', body } as const
  const worded = { ...site.office, messageTemplates: [own] }

  for (const office of [site.office, worded]) {
    const mail = compose(office, { kind: 'reminder', message, messageId: 'm' }, from)
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain('離婚')
    expect(mail.text).toContain(`/mihon/a/${token}/cancellation`)
  }
  expect(compose(worded, { kind: 'reminder', message, messageId: 'm' }, from).subject).toBe(
    '【見本区役所】明日です',
  )
})

test('opening the link of a reminder cancels nothing and shows only when and where', async () => {
  const { site, path, state } = await openBooked()
  const visitor = openVisitor(site)

  const page = await visitor.get(path)
  await visitor.send(path, { method: 'HEAD' })

  expect(page.status).toBe(200)
  expect(textOf(page.html)).toContain('12月2日（水曜日） 10時00分')
  expect(page.html).not.toMatch(/カナリヤ|canary|転入届/)
  expect([...visitor.cookies.keys()]).not.toContain('madoguchi-session')
  expect(await state()).toBe('booked')
})

test('one press cancels, a second changes nothing, and the page says so from then on', async () => {
  const { site, path, state } = await openBooked()
  const visitor = openVisitor(site)
  const form = await visitor.get(path)

  const done = await visitor.submit(form, path)
  const again = await visitor.submit(form, path)

  expect(done.locations).toEqual([path])
  expect(done.heading).toBe('予約を取り消しました')
  expect(again.heading).toBe('予約を取り消しました')
  expect(await state()).toBe('cancelled')
  const messages = await site.deps.store.read(db => db.selectFrom('outbox').select('kind').execute())
  expect(messages.map(({ kind }) => kind)).toEqual(['booked', 'cancelled'])
})

test('a visit that has begun is not cancelled by the link', async () => {
  const { site, path, state } = await openBooked()
  const visitor = openVisitor(site)
  const form = await visitor.get(path)
  site.setNow(start)

  expect((await visitor.submit(form, path)).status).toBe(409)
  expect((await visitor.get(path)).heading).toBe('取り消せませんでした')
  expect(await state()).toBe('booked')
})

test('only the link of a message opens the page: no session, no other token, no other office', async () => {
  const { site, token } = await openBooked()
  const visitor = openVisitor(site)
  const opened = await visitor.submit(await visitor.get(`/mihon/a/${token}`), `/mihon/a/${token}`)
  const session = visitor.cookies.get('madoguchi-session') ?? ''

  expect(opened.path).toBe('/mihon/appointment')
  for (const other of [session, 'x', 'A'.repeat(300)])
    expect((await visitor.get(`/mihon/a/${other}/cancellation`)).status).toBe(404)
})

const notices = '/staff/setup/offices/mihon/catalogue/notices'

test('an administrator chooses when notices go: it is written down, raises the revision and is read again', async () => {
  const { site, admin } = await openAdministrator()

  const saved = await admin.submit(await admin.get(notices), notices, {
    daysBefore: '0',
    hour: '9',
    nearPeople: '5',
  })

  expect(saved.path).toBe(`${notices}?done=saved`)
  expect(valueOf(formOf(saved, notices), 'daysBefore')).toBe('0')
  const office = await site.deps.offices.bySlug('mihon')
  expect(office?.notices).toMatchObject({ daysBefore: 0, hour: 9, nearPeople: 5, isHoursBefore: true })
  expect(office?.revision).toBeGreaterThan(site.office.revision)
  const audit = await site.deps.store.read(db =>
    db.selectFrom('audit').select('details_json').where('deed', '=', 'notices_changed').execute(),
  )
  expect(audit.map(({ details_json }) => JSON.parse(details_json))).toEqual([
    { daysBefore: { from: 1, to: 0 }, hour: { from: 18, to: 9 }, nearPeople: { from: 3, to: 5 } },
  ])
})

test('an hour of the night comes back with its place, and whoever comes second is told so', async () => {
  const { admin } = await openAdministrator()
  const form = await admin.get(notices)

  const wrong = await admin.submit(form, notices, { hour: '21', daysBefore: '15' })
  await admin.submit(form, notices, { hour: '9' })
  const late = await admin.submit(form, notices, { hour: '10' })

  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('href="#hour"')
  expect(wrong.html).toContain('href="#daysBefore"')
  expect(late.status).toBe(409)
  expect(valueOf(formOf(late, notices), 'hour')).toBe('10')
})
