import { describe, expect, test } from 'vitest'
import { answer } from '#src/opinions/answer.ts'
import { publish } from '#src/opinions/publish.ts'
import { done, newStaffMember, openWindows } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { traces } from '../support/traces.ts'
import { type Fields, formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'
import { numberFor } from '../arrival/arrivals.ts'
import { actOn, after, sent, writer } from './deeds.ts'

const box = '/mihon/opinions'
const opinion: Fields = { text: '案内の字が小さい。', category: 'facilities' }
const wish: Fields = { ...opinion, wantsAnswer: '1', email: 'taro@example.test' }

function opinionsOf(site: Site) {
  return site.deps.store.read(db => db.selectFrom('opinions').selectAll().orderBy('id').execute())
}

function contactsOf(site: Site) {
  return site.deps.store.read(db => db.selectFrom('opinion_contacts').selectAll().execute())
}

async function open(now = '2026-12-01T23:30') {
  const site = await openSite({ now })
  return { site, visitor: openVisitor(site) }
}

test('an opinion is sent at night without a name, and its receipt leads to nothing', async () => {
  const { site, visitor } = await open()

  const thanks = await visitor.submit(await visitor.get(box), box, { ...opinion, counter: 'ido' })

  const [kept] = await opinionsOf(site)
  expect(kept).toMatchObject({
    ...{ channel: 'web', category: 'facilities', state: 'new', received_date: '2026-12-01' },
    ...{ wants_answer: 0, language: 'ja', text: opinion.text },
  })
  expect(thanks.heading).toBe('ご意見を受け付けました')
  expect(textOf(thanks.html)).toContain(`${kept?.receipt.slice(0, 4)}-${kept?.receipt.slice(4)}`)
  expect(thanks.html).not.toContain(opinion.text)
  expect(await contactsOf(site)).toEqual([])
})

test('with the wish for an answer the contact is kept apart from the opinion', async () => {
  const { site, visitor } = await open()

  const thanks = await visitor.submit(await visitor.get(box), box, wish)

  expect(textOf(thanks.html)).toContain('回答には、日数がかかることがあります')
  expect(thanks.path + thanks.html).not.toContain('taro@')
  expect(JSON.stringify(await opinionsOf(site))).not.toContain('taro@')
  expect(await contactsOf(site)).toMatchObject([{ email: 'taro@example.test', name: null, phone: null }])
})

test('without it, a contact that was typed all the same is not kept', async () => {
  const { site, visitor } = await open()

  await visitor.submit(await visitor.get(box), box, {
    ...opinion,
    email: 'taro@example.test',
    name: 'ミホン',
  })

  expect(await contactsOf(site)).toEqual([])
})

test('what is wrong is said at its field, and all that was typed is still there', async () => {
  const { site, visitor } = await open()
  const before = await traces(site)
  const text = '字'.repeat(1001)

  const page = await visitor.submit(await visitor.get(box), box, { ...wish, text, email: 'taro' })

  expect(page.status).toBe(422)
  expect(page.html).toContain('<a href="#text">')
  expect(page.html).toContain('<a href="#email">')
  const form = formOf(page, box)
  expect(valueOf(form, 'text')).toBe(text)
  expect(valueOf(form, 'email')).toBe('taro')
  expect(valueOf(form, 'category')).toBe('facilities')
  expect(valueOf(form, 'wantsAnswer')).toBe('1')
  expect(await traces(site)).toEqual(before)
})

test('the same page sent twice at once and once more later is one opinion with one receipt', async () => {
  const { site, visitor } = await open()
  const page = await visitor.get(box)
  const send = () => visitor.submit(page, box, wish)

  const pages = [...(await Promise.all([send(), send()])), await send()]

  expect(await opinionsOf(site)).toHaveLength(1)
  expect(new Set(pages.map(({ path }) => path)).size).toBe(1)
  expect((await visitor.get(pages[0]?.path ?? '')).status).toBe(200)
})

test('a page used for one opinion is not used for another', async () => {
  const { site, visitor } = await open()
  const page = await visitor.get(box)
  await visitor.submit(page, box, opinion)

  const again = await visitor.submit(page, box, { ...opinion, text: '別の意見' })

  expect(again.status).toBe(422)
  expect(again.heading).toBe('この画面はもう使われています')
  expect(await opinionsOf(site)).toHaveLength(1)
})

test('a program that fills in every field sends nothing; a person whose browser did presses once more', async () => {
  const { site, visitor } = await open()

  const page = await visitor.submit(await visitor.get(box), box, { ...opinion, website: 'https://x.test' })
  expect(page.status).toBe(422)
  expect(await opinionsOf(site)).toEqual([])

  const thanks = await visitor.submit(page, box)
  expect(thanks.heading).toBe('ご意見を受け付けました')
  expect(await opinionsOf(site)).toMatchObject([{ text: opinion.text }])
})

test('one caller sends so many opinions and no more', async () => {
  const site = await openSite({ settings: { RATE_LIMIT: 'on' } })
  const visitor = openVisitor(site)
  for (let count = 0; count < 30; count += 1) await visitor.post(box, { ...opinion, text: '' })

  const answer = await visitor.post(box, opinion)

  expect(answer.status).toBe(429)
  expect(answer.headers.get('Retry-After')).toBe('600')
  expect(await opinionsOf(site)).toEqual([])
})

test('a receipt that there is not is not found', async () => {
  const { visitor } = await open()

  for (const receipt of ['', 'ABCD-2345', 'x', '<script>', '../staff']) {
    const page = await visitor.get(`${box}/thanks?receipt=${encodeURIComponent(receipt)}`)
    expect(page.status).toBe(404)
  }
})

test('a private counter goes by its public name', async () => {
  const { site, visitor } = await open()
  const hidden = site.office.counters.find(({ name, publicName }) => name.ja !== publicName.ja)

  const { html } = await visitor.get(box)

  expect(html).toContain(hidden?.publicName.ja)
  expect(html).not.toContain(hidden?.name.ja)
})

test('the ticket page leads to the box once the visit is over, with its counter chosen', async () => {
  const { site, visitor } = await open('2026-12-01T09:00')
  const [desk] = await openWindows(site, 'ido')
  const { token, ticket } = await numberFor(site, 'tennyu')
  const path = `/mihon/t/${token}`
  expect((await visitor.get(path)).links).not.toContain(`${box}?counter=ido`)
  done(await desk.callNext())
  await desk.act('serve', ticket)
  await desk.act('finish', ticket)

  expect((await visitor.get(path)).links).toContain(`${box}?counter=ido`)
  expect(valueOf(formOf(await visitor.get(`${box}?counter=ido`), box), 'counter')).toBe('ido')
})

describe('what is published', () => {
  const wording = { text: '案内がわかりにくい。', answer: '矢印を直しました。' }

  async function published(site: Site, now: string) {
    site.setNow(now)
    const { deps, office } = site
    const supervisor = await newStaffMember(site, 'supervisor')
    const fresh = await sent(site, { text: 'カナリヤの意見', contact: { ...writer, name: 'カナリヤ' } })
    const by = { text: 'カナリヤへの回答', by: 'phone' } as const
    const answered = await after(site, fresh, answer(deps, office, actOn(supervisor, fresh), by))
    return after(site, answered, publish(deps, office, actOn(supervisor, answered), wording))
  }

  test('is the edited wording by month, and nothing of the writer, the clerk or the day', async () => {
    const { site, visitor } = await open()
    const { receipt } = await published(site, '2026-11-09T10:00')
    await sent(site, { text: 'カナリヤのほかの意見' })
    site.setNow('2026-12-01T10:00')

    const { html } = await visitor.get(`${box}/answers`)

    const shown = textOf(html)
    for (const part of ['2026年11月のご意見', wording.text, wording.answer, '待ち時間'])
      expect(shown).toContain(part)
    expect(html).not.toMatch(/カナリヤ|taro@|11月9日|S-\d/)
    expect(html).not.toContain(receipt.slice(0, 4))
  })

  test('is shown a year at a time, and an odd month in the address is the present', async () => {
    const { site, visitor } = await open()
    await published(site, '2025-12-31T10:00')
    site.setNow('2026-12-01T10:00')

    expect((await visitor.get(`${box}/answers`)).html).not.toContain(wording.text)
    expect((await visitor.get(`${box}/answers?until=2025-12`)).html).toContain(wording.text)
    expect((await visitor.get(`${box}/answers?until=2026-13`)).html).not.toContain(wording.text)
    expect((await visitor.get(`${box}/answers?until=9999-12`)).status).toBe(200)
  })
})

test('markup in an opinion stays text on every page', async () => {
  const { site, visitor } = await open()
  const text = '"><script>alert(1)</script>\'--{{7*7}}'

  const page = await visitor.submit(await visitor.get(box), box, { ...opinion, text, category: '' })

  expect(page.html).not.toContain('<script>alert')
  expect(valueOf(formOf(page, box), 'text')).toBe(text)
  await visitor.submit(page, box, { category: 'other' })
  expect((await opinionsOf(site))[0]?.text).toBe(text)
})
