import { expect, test } from 'vitest'
import { languages } from '#src/languages.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { unmarked } from '#src/marks.ts'
import { ownerOf } from '../arrival/arrivals.ts'
import { nine, bookedVisitor } from '../support/bookings.ts'
import { channel, links, openLineWard, taro } from '../support/line.ts'
import { checkIn, done, openWindows, ticketNow } from '../support/queue.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const channelPath = '/staff/setup/offices/mihon/line'

async function openAdministrator() {
  const ward = await openLineWard()
  const admin = openVisitor(ward.site)
  await letVisitorIn(ward.site, admin, 'admin')
  return { ...ward, admin }
}

test('the page of a channel never shows its secrets, and keeps them when nothing is typed', async () => {
  const { admin, site } = await openAdministrator()
  const page = await admin.get(channelPath)
  for (const secret of [channel.secret, channel.accessToken]) expect(page.html).not.toContain(secret)
  expect(page.html).toContain(`${site.url.replace('127.0.0.1', 'localhost')}/line/mihon`)

  const saved = await admin.submit(page, channelPath, { basicId: '＠Mihon999' })

  expect(textOf(saved.html)).toContain('保存しました')
  const row = await site.deps.store.read(db =>
    db.selectFrom('line_channels').selectAll().executeTakeFirstOrThrow(),
  )
  expect(row).toMatchObject({
    ...{ basic_id: '@mihon999', channel_secret: channel.secret, access_token: channel.accessToken },
  })
})

test('what cannot be a channel comes back filled in, without the secrets', async () => {
  const { admin } = await openAdministrator()
  const page = await admin.get(channelPath)

  const wrong = { basicId: '見本', secret: 'short-secret', accessToken: 'with a blank' }
  const again = await admin.submit(page, channelPath, wrong)

  expect(again.status).toBe(422)
  expect(textOf(again.html)).toContain('入力した内容を確かめてください')
  expect(again.html).toContain('value="見本"')
  expect(again.html).not.toMatch(/short-secret|with a blank/)
})

test('the file of an office holds nothing of its channel', async () => {
  const { admin } = await openAdministrator()
  const { status, html } = await admin.get('/staff/setup/offices/mihon/configuration.json')

  expect(status).toBe(200)
  for (const part of Object.values(channel)) expect(html).not.toContain(part)
})

test('a page that is behind says so and shows how it is now', async () => {
  const { admin } = await openAdministrator()
  const page = await admin.get(channelPath)
  await admin.submit(page, channelPath, { basicId: '@first11' })

  const late = await admin.submit(page, channelPath, { basicId: '@second2' })

  expect(late.status).toBe(409)
  expect(late.html).toContain('value="@first11"')
})

test('the test says what it has found', async () => {
  const { admin, line } = await openAdministrator()
  const page = await admin.get(channelPath)
  expect(textOf((await admin.submit(page, `${channelPath}/test`)).html)).toContain('接続できました')

  line.trouble = () => ({ status: 401, body: { message: '' } })
  expect(textOf((await admin.submit(page, `${channelPath}/test`)).html)).toContain('LINEに断られました')
})

test('a resident gets a code, links, sees it and unlinks', async () => {
  const { site, writes } = await openLineWard()
  const { visitor } = await bookedVisitor(site, nine)
  const page = await visitor.get('/mihon/appointment')

  const shown = await visitor.submit(page, '/mihon/appointment/line')
  const [code = ''] = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOf(shown.html)) ?? []
  expect(shown.html).toContain(`https://line.me/R/oaMessage/%40mihon123/?${code.replace('-', '')}`)
  expect(shown.links).toContain('https://line.me/R/ti/p/%40mihon123')
  await writes(code, taro)
  expect((await links(site)).map(({ userKey }) => userKey)).toEqual([taro])

  const linked = await visitor.get('/mihon/appointment')
  expect(textOf(linked.html)).toContain('この予約の通知をLINEに送っています')
  expect(linked.html).not.toContain(taro)
  await visitor.submit(linked, '/mihon/appointment/line/unlink')
  await visitor.post('/mihon/appointment/line/unlink', {})
  expect(await links(site)).toEqual([])
})

test('who has checked in may still have their call told on LINE, until they are served', async () => {
  const { site, writes } = await openLineWard({ now: '2026-12-01T08:00' })
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const visitor = await ownerOf(site, appointmentId)
  const [desk] = await openWindows(site, 'ido')
  site.setNow('2026-12-01T08:50')
  const ticket = done(await checkIn(site, appointmentId))

  const shown = await visitor.submit(await visitor.get('/mihon/appointment'), '/mihon/appointment/line')
  const [code = ''] = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOf(shown.html)) ?? []
  await writes(code, taro)
  expect((await links(site)).map(({ userKey }) => userKey)).toEqual([taro])

  const linked = await visitor.get('/mihon/appointment')
  await visitor.submit(linked, '/mihon/appointment/line/unlink')
  await desk.callNext()
  await desk.act('serve', await ticketNow(site, ticket))
  await desk.act('finish', await ticketNow(site, ticket))
  expect((await visitor.get('/mihon/appointment')).html).not.toContain('LINE')
})

test('where the office is not on LINE the page says nothing of it, and gives no code', async () => {
  const { site } = await openLineWard({ isOn: false })
  const { visitor } = await bookedVisitor(site, nine)

  expect((await visitor.get('/mihon/appointment')).html).not.toContain('LINE')
  expect((await visitor.post('/mihon/appointment/line', {})).path).toBe('/mihon/appointment')
})

test.for(languages)('the page of a booking offers LINE in %s', async language => {
  const { site } = await openLineWard()
  const { visitor } = await bookedVisitor(site, nine)
  const { title, code } = residentTextsIn[language].lineLink

  const page = await visitor.get(`/mihon/appointment?lang=${language}`)
  const shown = await visitor.submit(page, '/mihon/appointment/line')

  expect(withoutReadings(page.html)).toContain(unmarked(title))
  expect(withoutReadings(shown.html)).toContain(unmarked(code))
})

function withoutReadings(html: string): string {
  return textOf(html.replaceAll(/<rp>.*?<\/rp>|<rt>.*?<\/rt>|<\/?ruby>|<\/?span[^>]*>/g, ''))
}
