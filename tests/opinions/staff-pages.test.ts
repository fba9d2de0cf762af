import { describe, expect, test } from 'vitest'
import { answer } from '#src/opinions/answer.ts'
import { draft } from '#src/opinions/draft.ts'
import { mayRead } from '#src/opinions/opinion.ts'
import { policies } from '#src/http/policies.ts'
import { roles } from '#src/staff/staff-member.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, limitTo } from '../support/staff.ts'
import { type Fields, formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'
import { actOn, opinionNow, sent, writer } from './deeds.ts'

type Login = Parameters<typeof letVisitorIn>[2]

async function open(login: Login = 'supervisor') {
  const site = await openSite({ now: '2026-12-01T10:00' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)
  return { site, visitor }
}

function auditOf(site: Site) {
  return site.deps.store.read(db => db.selectFrom('audit').select(['deed', 'actor']).execute())
}

const list = '/staff/opinions'
const entry: Fields = { channel: 'paper', category: 'manners', text: '親切でした。' }

describe('who does what', () => {
  const may = (route: string) => roles.filter(role => policies[route]?.includes(role))
  const withoutContractors = roles.filter(role => role !== 'contractor')
  const answering = ['supervisor', 'administrator']

  test.each([
    ['GET /staff/opinions', withoutContractors],
    ['GET /staff/opinions/:opinion', withoutContractors],
    ['POST /staff/opinions/new', withoutContractors],
    ['GET /staff/opinions/:opinion/contact', withoutContractors],
    ['POST /staff/opinions/:opinion/take', withoutContractors],
    ['POST /staff/opinions/:opinion/draft', withoutContractors],
    ['POST /staff/opinions/:opinion/hand-on', withoutContractors],
    ['POST /staff/opinions/:opinion/answer', answering],
    ['POST /staff/opinions/:opinion/close', answering],
    ['POST /staff/opinions/:opinion/publish', answering],
    ['POST /staff/opinions/:opinion/unpublish', answering],
    ['GET /staff/opinions/months', answering],
  ])('%s is for %j', (route, expected) => {
    expect(may(route)).toEqual(expected)
  })

  test('those of a counter are read there, those of the whole office by who works everywhere', async () => {
    const site = await openSite()
    const clerk = await newStaffMember(site)
    const [ido, shomei] = [counterOf(site, 'ido').id, counterOf(site, 'shomei').id]
    const officeId = site.office.id
    const atIdo = { ...clerk, counterIds: [ido] }

    expect(mayRead(atIdo, { officeId, counterId: ido })).toBe(true)
    expect(mayRead(atIdo, { officeId, counterId: shomei })).toBe(false)
    expect(mayRead(atIdo, { officeId, counterId: null })).toBe(false)
    expect(mayRead({ ...atIdo, role: 'reception' }, { officeId, counterId: null })).toBe(true)
    expect(mayRead(clerk, { officeId, counterId: null })).toBe(true)
    expect(mayRead(clerk, { officeId: officeId + 1, counterId: null })).toBe(false)
  })

  test('a contractor reads none: people write names into what they write', async () => {
    const { site, visitor } = await open('contractor')
    const own = await sent(site, { counter: 'ido', text: 'カナリヤさんが親切でした。' })

    for (const path of [list, `${list}/${own.id}`, `${list}/${own.id}/contact`]) {
      const answer = await visitor.get(path)
      expect(answer.status).toBe(403)
      expect(answer.html).not.toContain('カナリヤ')
    }
    expect((await visitor.get('/staff')).links).not.toContain(list)
  })

  test('looking at a contact is written down, looking at an opinion shows none', async () => {
    const { site, visitor } = await open('clerk')
    const { id } = await sent(site, { contact: { ...writer, name: 'カナリヤ' } })

    expect((await visitor.get(`${list}/${id}`)).html).not.toMatch(/カナリヤ|taro@/)
    const before = await auditOf(site)
    const page = await visitor.get(`${list}/${id}/contact`)

    expect(textOf(page.html)).toMatch(/カナリヤ.*taro@example.test/)
    expect((await auditOf(site)).slice(before.length)).toEqual([
      { deed: 'opinion_contact_viewed', actor: expect.stringMatching(/^staff:\d+$/) },
    ])
  })

  test('a clerk drafts, and has no button to answer, close or publish', async () => {
    const { site, visitor } = await open('clerk')
    const { id } = await sent(site)
    const page = await visitor.get(`${list}/${id}`)

    const buttons = page.forms.flatMap(form => form.buttons.map(({ action }) => action))

    expect(buttons.filter(action => action.startsWith(list)).map(action => action.split('/').at(-1))).toEqual(
      [...['take', 'draft', 'draft', 'hand-on']],
    )
    expect(
      (await visitor.post(`${list}/${id}/answer`, { answer: '回答', by: 'noted', seen: '1' })).status,
    ).toBe(403)
  })
})

describe('the list', () => {
  test('is narrowed by state, category, counter and month', async () => {
    const { site, visitor } = await open()
    site.setNow('2026-11-30T23:59')
    await sent(site, { text: '十一月', category: 'manners', counter: 'ido' })
    site.setNow('2026-12-01T10:00')
    const taken = await sent(site, { text: '十二月', category: 'waiting' })
    const clerk = await newStaffMember(site)
    await draft(site.deps, site.office, actOn(clerk, taken), '下書き')
    const shown = async (query: string) => {
      const { html } = await visitor.get(`${list}?${query}`)
      return ['十一月', '十二月'].filter(text => html.includes(text))
    }

    expect(await shown('')).toEqual(['十一月', '十二月'])
    expect(await shown('state=in_progress')).toEqual(['十二月'])
    expect(await shown('category=manners')).toEqual(['十一月'])
    expect(await shown('counter=ido')).toEqual(['十一月'])
    expect(await shown('counter=-')).toEqual(['十二月'])
    expect(await shown('month=2026-11')).toEqual(['十一月'])
    expect(await shown('month=2026-12&state=new')).toEqual([])
    expect(textOf((await visitor.get(`${list}?month=2026-12`)).html)).toMatch(/新着 0件 対応中 1件/)
  })

  test('says so when asked for what there is not', async () => {
    const { site, visitor } = await open()
    await sent(site)

    for (const query of [
      'state=open',
      'category=x',
      'counter=nowhere',
      'month=2026-13',
      'before=-1',
      'before=1e9',
    ]) {
      const page = await visitor.get(`${list}?${query}`)
      expect([query, page.status]).toEqual([query, 422])
      expect(page.html).toContain('見本の意見')
    }
  })

  test('shows fifty at a time and leads to all of them', async () => {
    const { site, visitor } = await open()
    for (let count = 1; count <= 51; count += 1) await sent(site, { text: `第${count}号` })

    const first = await visitor.get(list)
    const next = first.links.find(link => link.includes('before='))
    const second = await visitor.get((next ?? '').replaceAll('&amp;', '&'))

    expect(first.html.match(/第\d+号/g)).toHaveLength(50)
    expect(first.html).toContain('第51号')
    expect(second.html.match(/第\d+号/g)).toEqual(['第1号'])
    expect(textOf(second.html)).not.toContain('前のご意見')
  })

  test('says that there is nothing', async () => {
    const { visitor } = await open()

    expect(textOf((await visitor.get(list)).html)).toContain('ご意見は、まだありません')
    expect(textOf((await visitor.get(`${list}?state=new`)).html)).toContain('あてはまるご意見はありません')
  })
})

describe('what came on paper', () => {
  test('is entered once, counts on its day and keeps how it came', async () => {
    const { site, visitor } = await open('reception')
    const page = await visitor.get(`${list}/new`)
    const enter = () => visitor.submit(page, `${list}/new`, { ...entry, receivedDate: '2026-11-28' })

    const saved = [await enter(), await enter()]

    const rows = await site.deps.store.read(db => db.selectFrom('opinions').selectAll().execute())
    expect(rows).toMatchObject([{ channel: 'paper', received_date: '2026-11-28', category: 'manners' }])
    expect(new Set(saved.map(({ path }) => path))).toEqual(new Set([`${list}/${rows[0]?.id}?done=entered`]))
    expect(textOf(saved[0]?.html ?? '')).toContain('登録しました')
  })

  test('comes back filled in when something is wrong', async () => {
    const { visitor } = await open('clerk')
    const wrong = { ...entry, channel: '', receivedDate: '2026-12-02' }

    const page = await visitor.submit(await visitor.get(`${list}/new`), `${list}/new`, wrong)

    expect(page.status).toBe(422)
    expect(valueOf(formOf(page, `${list}/new`), 'text')).toBe(entry.text)
    expect(page.html).toContain('<a href="#channel">')
    expect(page.html).toContain('<a href="#receivedDate">')
  })
})

describe('one opinion', () => {
  test('is answered and published from its page, and shown to everybody', async () => {
    const { site, visitor } = await open()
    const { id } = await sent(site, { contact: writer })
    const path = `${list}/${id}`

    const answered = await visitor.submit(await visitor.get(path), `${path}/answer`, {
      ...{ answer: '直します。', by: 'email' },
    })
    expect(answered.path).toBe(`${path}?done=answered`)
    const unsure = await visitor.submit(answered, `${path}/publish`, { publishedText: '別の文' })
    expect(unsure.status).toBe(422)
    expect(valueOf(formOf(unsure, `${path}/publish`), 'publishedText')).toBe('別の文')
    const published = await visitor.submit(unsure, `${path}/publish`, { isAnonymous: '1' })

    expect(published.path).toBe(`${path}?done=published`)
    expect((await visitor.get('/mihon/opinions/answers')).html).toContain('別の文')
    await visitor.submit(published, `${path}/unpublish`)
    expect((await visitor.get('/mihon/opinions/answers')).html).not.toContain('別の文')
  })

  test('keeps what the slower of two typed, and shows both drafts', async () => {
    const { site, visitor } = await open()
    const fresh = await sent(site)
    const path = `${list}/${fresh.id}`
    const page = await visitor.get(path)
    const clerk = await newStaffMember(site)
    await draft(site.deps, site.office, actOn(clerk, fresh), '先の下書き')

    const late = await visitor.submit(page, `${path}/draft`, { answer: '後の下書き' })

    expect(late.status).toBe(409)
    expect(textOf(late.html)).toContain('ほかの職員が先に変更しました')
    expect(textOf(late.html)).toContain('先の下書き')
    expect(valueOf(formOf(late, `${path}/draft`), 'answer')).toBe('後の下書き')
    const saved = await visitor.submit(late, `${path}/draft`)
    expect(saved.status).toBe(200)
    expect((await opinionNow(site, fresh.id)).answer).toBe('後の下書き')
  })

  test('keeps what was typed while a colleague answered it', async () => {
    const { site, visitor } = await open()
    const fresh = await sent(site)
    const path = `${list}/${fresh.id}`
    const page = await visitor.get(path)
    const supervisor = await newStaffMember(site, 'supervisor')
    const by = { text: '先の回答', by: 'noted' } as const
    await answer(site.deps, site.office, actOn(supervisor, fresh), by)

    const late = await visitor.submit(page, `${path}/answer`, { answer: '後の回答' })

    expect(late.status).toBe(409)
    expect(textOf(late.html)).toContain('後の回答')
    expect((await opinionNow(site, fresh.id)).answer).toBe('先の回答')
  })

  test('that is no longer somebody’s to read gives back what they typed', async () => {
    const { site, visitor } = await open('clerk')
    const fresh = await sent(site, { counter: 'ido' })
    const path = `${list}/${fresh.id}`
    const page = await visitor.get(path)
    await site.deps.store.write(async db => {
      const { id } = await db
        .selectFrom('staff')
        .select('id')
        .where('login', '=', 'clerk')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('staff_counters')
        .values({ staff_id: id, counter_id: counterOf(site, 'shomei').id, office_id: site.office.id })
        .execute()
    })

    const late = await visitor.submit(page, `${path}/draft`, { answer: '書きかけの下書き' })

    expect(late.status).toBe(409)
    expect(textOf(late.html)).toContain('書きかけの下書き')
    expect((await visitor.get(path)).status).toBe(404)
  })

  const wrong = [
    ['draft', { answer: '' }, '#answer'],
    ['answer', { answer: '字'.repeat(2001), by: '' }, '#by'],
    ['hand-on', { to: 'nowhere' }, '#to'],
    ['close', { reason: 'boring' }, '#reason'],
  ] as const

  test('comes back with what is wrong', async () => {
    const { site, visitor } = await open()
    const fresh = await sent(site, { contact: writer })

    for (const [deed, fields, href] of wrong) {
      const page = await visitor.post(`${list}/${fresh.id}/${deed}`, { seen: '1', ...fields })
      expect(page.status).toBe(422)
      expect(page.html).toContain(`<a href="${href}">`)
    }
    expect(await opinionNow(site, fresh.id)).toEqual(fresh)
  })

  test('refuses a press of a page that never was', async () => {
    const { site, visitor } = await open()
    const fresh = await sent(site)

    for (const seen of ['', '0', '99', 'x', '1e3'])
      expect((await visitor.post(`${list}/${fresh.id}/take`, { seen })).status).toBe(409)
    expect(await opinionNow(site, fresh.id)).toEqual(fresh)
  })

  test('a deed that was pressed leads back to the page, whatever happens to the address', async () => {
    const { site, visitor } = await open()
    const { id } = await sent(site)

    expect((await visitor.get(`${list}/${id}/draft`)).path).toBe(`${list}/${id}`)
    expect((await visitor.get(`${list}/${id}?done=__proto__`)).status).toBe(200)
    for (const wrong of ['0', 'x', '999999', '1e1', '%00'])
      expect((await visitor.get(`${list}/${wrong}`)).status).toBe(404)
  })
})

describe('the figures', () => {
  test('show a month and twelve before it', async () => {
    const { site, visitor } = await open()
    await sent(site, { category: 'manners', counter: 'ido' })

    const page = await visitor.get(`${list}/months`)

    const shown = textOf(page.html)
    expect(shown).toContain('2026年12月の件数')
    expect(shown).toMatch(/接遇（職員の対応・説明） 1/)
    expect(shown).toMatch(/2026年12月 1 1 0 0 0 0 2026年11月 0/)
    expect(page.links).toContain(`${list}/months?month=2025-12`)
    expect(page.links).not.toContain(`${list}/months?month=2025-11`)
  })

  test('are those of what somebody reads, as the list: nothing of other counters', async () => {
    const { site, visitor } = await open()
    await limitTo(site, 'ido')
    const supervisor = await newStaffMember(site, 'supervisor')
    const received = await sent(site, { counter: 'shomei', contact: writer })
    for (const counter of ['ido', 'shomei', '']) await sent(site, { category: 'manners', counter })
    const answered = await answer(site.deps, site.office, actOn(supervisor, received), {
      ...{ text: '回答', by: 'phone' },
    })
    expect(answered).toEqual({ ok: true })

    const page = await visitor.get(`${list}/months`)

    const shown = textOf(page.html)
    expect(shown).toMatch(/接遇（職員の対応・説明） 2/)
    expect(shown).toMatch(/2026年12月 2 2 0 0 0 0 2026年11月 0/)
    expect(shown).toContain('0件のうち0件')
    expect(shown).toContain('回答なし')
    expect(shown).not.toContain('証明')
  })

  test('of a month that is none are refused', async () => {
    const { visitor } = await open()

    expect((await visitor.get(`${list}/months?month=2026-00`)).status).toBe(422)
  })
})
