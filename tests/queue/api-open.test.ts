import { expect, test } from 'vitest'
import { office } from '../support/api.ts'
import { openDesk, openStaffApi } from './staff-api.ts'

test('everybody may know how busy each counter is, in the language asked for', async () => {
  const ward = await openStaffApi()
  for (let people = 0; people < 3; people += 1) await ward.ticket()
  const desk = await openDesk(ward)
  await desk.at('call-next')

  const { status, json, headers } = await ward.get(`${office}/queue`)
  const inEnglish = await ward.get(`${office}/queue`, { language: 'en' })

  expect(status).toBe(200)
  expect(headers.get('Cache-Control')).toBe('public, max-age=5')
  expect(headers.get('Vary')).toBe('Accept-Language')
  expect(json.counters.map((counter: { id: string }) => counter.id)).toEqual(
    ward.office.counters.map(({ slug }) => slug),
  )
  const ido = json.counters.find((counter: { id: string }) => counter.id === 'ido')
  expect(ido).toEqual({
    id: 'ido',
    name: '住民異動・印鑑登録',
    waiting: 2,
    calling: ['A-001'],
    windowsOpen: 1,
    estimate: { fromMinutes: expect.any(Number), toMinutes: expect.any(Number) },
    updatedAt: '2026-12-01T09:00:00+09:00',
  })
  expect(ido.estimate.fromMinutes).toBeLessThan(ido.estimate.toMinutes)
  const other = inEnglish.json.counters.find((counter: { id: string }) => counter.id === 'ido')
  expect([other.name, inEnglish.headers.get('Content-Language')]).toEqual([
    'Moving and seal registration',
    'en',
  ])
})

test('nothing is estimated where no window is open', async () => {
  const ward = await openStaffApi()
  await ward.ticket()

  const { json } = await ward.get(`${office}/queue`)

  for (const counter of json.counters) expect(counter).toMatchObject({ windowsOpen: 0, estimate: null })
})

test('open data follows every deed, and the estimate with it', async () => {
  const ward = await openStaffApi()
  const look = async () => {
    const { json } = await ward.get(`${office}/queue`)
    return json.counters.find((counter: { id: string }) => counter.id === 'ido')
  }
  const desk = await openDesk(ward)
  const seen = [await look()]
  for (let people = 0; people < 8; people += 1) await ward.ticket()
  seen.push(await look())
  await desk.at('call-next')
  seen.push(await look())
  await desk.at('alarm', { on: true })
  await desk.with('A-001', 'no-show')
  seen.push(await look())

  expect(seen.map(({ waiting, calling }) => [waiting, calling])).toEqual([
    [0, []],
    [8, []],
    [7, ['A-001']],
    [7, []],
  ])
  expect(seen[1].estimate.toMinutes).toBeGreaterThan(seen[0].estimate.toMinutes)
  expect(seen[2].estimate.toMinutes).toBeLessThanOrEqual(seen[1].estimate.toMinutes)
})

test('open data tells nobody who somebody is, what for they came, nor the name of a private counter', async () => {
  const ward = await openStaffApi({ now: '2026-11-30T09:00' })
  const canary = { name: 'カナリア 鳥子', email: 'canary@example.test', phone: '06-0000-7777' }
  const { token, reference } = await ward.booked(['tennyu'], '2026-12-01T09:00', canary)
  ward.setNow('2026-12-01T09:00')
  await ward.post(`/v1/appointments/${token}/check-in`, {})
  await ward.ticket('tennyu', { isPriority: true, people: 5, language: 'en' })
  const hidden = ward.office.counters.filter(({ name, publicName }) => name.ja !== publicName.ja)

  const { text, json } = await ward.get(`${office}/queue`)

  expect(text).not.toMatch(new RegExp(`カナリア|canary|7777|${reference}|tennyu|riority`))
  expect(hidden).not.toEqual([])
  for (const { slug, publicName } of hidden)
    expect(json.counters.find((counter: { id: string }) => counter.id === slug).name).toBe(publicName.ja)
})

test('an office that is not there has no queue, and nothing can be asked for in the address', async () => {
  const ward = await openStaffApi()

  expect((await ward.get('/v1/offices/nowhere/queue')).json.reason).toBe('unknown_office')
  expect((await ward.get(`${office}/queue?counters=ido`)).status).toBe(422)
  expect((await ward.send(`${office}/queue`, { method: 'POST' })).status).toBe(405)
})
