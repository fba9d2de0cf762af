import { expect, test } from 'vitest'
import { newToken } from '#src/access/token.ts'
import { openSite } from '../support/site.ts'
import { type Fields, openVisitor, valueOf } from '../support/visitor.ts'
import { answers, firstQuestion } from './surveys.ts'

const kiosk = '/kiosk/mihon/survey'
const now = '2026-12-01T09:00'

test('at the exit one touch is an answer, and more can be told', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const start = await visitor.get(kiosk)
  expect(start.html).toContain(firstQuestion)

  const more = await visitor.submit(start, kiosk, { score: '3' })
  expect(await answers(site)).toMatchObject([
    { channel: 'kiosk', month: '2026-12', counter_id: null, scores: { 'q-overall': 3 } },
  ])
  const end = await visitor.submit(more, more.path, {
    ...{ 'q-wait': '1', 'q-booking': 'none', counter: 'ido' },
  })

  expect(end.path).toBe(`${kiosk}/thanks`)
  const ido = site.office.counters.find(({ slug }) => slug === 'ido')
  expect(await answers(site)).toMatchObject([
    { counter_id: ido?.id, scores: { 'q-overall': 3, 'q-wait': 1 } },
  ])
})

test('two touches of one button are one answer', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const start = await visitor.get(kiosk)

  const [first, second] = await Promise.all([
    visitor.submit(start, kiosk, { score: '5' }),
    visitor.submit(start, kiosk, { score: '5' }),
  ])

  expect(second?.path).toBe(first?.path)
  expect(await answers(site)).toHaveLength(1)
})

test('somebody who touches again and again is asked to wait, and not counted', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const visitor = openVisitor(site)
  await visitor.submit(await visitor.get(kiosk), kiosk, { score: '1' })

  const again = await visitor.submit(await visitor.get(kiosk), kiosk, { score: '1' })

  expect(again.status).toBe(429)
  expect(again.html).toContain('少し待ってから')
  expect(await answers(site)).toHaveLength(1)
})

test('it is asked in the language chosen, and the answer keeps it', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const start = await visitor.get(`${kiosk}?lang=en`)
  expect(start.html).toContain('How was the service today overall?')
  expect(start.links).toContain(`${kiosk}?lang=ja`)

  await visitor.submit(start, kiosk, { score: '4' })

  expect(await answers(site)).toMatchObject([{ language: 'en' }])
})

test('what no page of ours sends begins anew and is no answer', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const wrong: Fields[] = [
    { score: '6', secret: newToken() },
    { score: '5', secret: 'x' },
    { score: '5' },
    {},
  ]
  for (const fields of wrong) expect((await visitor.post(kiosk, fields)).path).toBe(kiosk)
  expect((await visitor.get(`${kiosk}/${newToken()}`)).path).toBe(kiosk)
  expect((await visitor.post(`${kiosk}/${newToken()}`, { 'q-wait': '5' })).path).toBe(kiosk)
  expect(await answers(site)).toEqual([])
})

test('where kiosks are closed, nobody answers from a browser that is none', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const start = await visitor.get(kiosk)
  await site.change(db => db.updateTable('offices').set({ is_kiosk_open: 0 }).execute())

  expect((await visitor.submit(start, kiosk, { score: '5' })).status).toBe(403)
  expect(await answers(site)).toEqual([])
})

test('each page shown has a secret of its own', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const secretOf = async () => {
    const [form] = (await visitor.get(kiosk)).forms
    return form && valueOf(form, 'secret')
  }

  expect(await secretOf()).not.toBe(await secretOf())
})
