import { describe, expect, test } from 'vitest'
import { openMailServer } from '../notifications/mail-server.ts'
import { transportTo } from '../notifications/post.ts'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { counterOf } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { type Fields, openVisitor, textOf, type Visitor } from '../support/visitor.ts'
import { bookingNow, closedDay, closingNow } from './deeds.ts'

const at = (time: string) => `${closedDay}T${time}`
const canary = { name: 'カナリヤ 花子', email: null, phone: '09012345678' }
const plan: Fields = {
  ...{ fromDate: closedDay, toDate: '', hours: 'whole', fromTime: '', toTime: '' },
  ...{ counters: 'ido', ja: '断水のため', en: '' },
}

async function open(login: Parameters<typeof letVisitorIn>[2] = 'admin') {
  const site = await openSite({ now: '2026-12-01T10:00' })
  return { site, visitor: await signedIn(site, login) }
}

async function signedIn(site: Site, login: Parameters<typeof letVisitorIn>[2]): Promise<Visitor> {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, login)
  return visitor
}

async function begin(visitor: Visitor, more: Fields = {}) {
  const page = await visitor.submit(await visitor.get('/staff/closings/new'), '/staff/closings/new', {
    ...plan,
    ...more,
  })
  const [, id = '0'] = /closings\/(\d+)\/people/.exec(page.path) ?? []
  return { page, closing: `/staff/closings/${id}`, closingId: Number(id) }
}

/** Saves the choices of the page as they are preselected and ends the closing. */
async function endAsProposed(visitor: Visitor, closing: string) {
  const choices = await visitor.get(`${closing}/choices`)
  const messages = await visitor.submit(choices, `${closing}/choices`)
  return visitor.submit(messages, `${closing}/messages`)
}

test('what is booked of a service that is no longer offered is named among those that a closing hits', async () => {
  const { site, visitor } = await open()
  await site.booked(['tennyu'], at('09:00'), canary)
  await site.change(db =>
    db.updateTable('services').set({ retired_at: 1 }).where('slug', '=', 'tennyu').execute(),
  )

  const { page } = await begin(visitor)

  expect(page.html).toContain('<td>転入届（市外から引っ越してきた）</td>')
})

describe('who sees what', () => {
  test('neither a contractor nor a clerk nor the reception comes to any of it', async () => {
    const { site, visitor } = await open()
    await site.booked(['tennyu'], at('09:00'), canary)
    const { closing } = await begin(visitor)

    for (const login of ['contractor', 'clerk', 'reception'] as const) {
      const other = await signedIn(site, login)
      for (const step of ['people', 'choices', 'messages', 'calls'])
        expect((await other.get(`${closing}/${step}`)).status, `${login} ${step}`).toBe(403)
    }
  })

  test('a supervisor of one counter finds no closing of another', async () => {
    const { site, visitor } = await open()
    const { closing } = await begin(visitor, { counters: 'shomei' })
    const supervisor = await signedIn(site, 'supervisor')
    const { id } = await site.deps.store.read(db =>
      db.selectFrom('staff').select('id').where('login', '=', 'supervisor').executeTakeFirstOrThrow(),
    )
    await site.deps.store.write(db =>
      db
        .insertInto('staff_counters')
        .values({ staff_id: id, office_id: site.office.id, counter_id: counterOf(site, 'ido').id })
        .execute(),
    )

    expect((await supervisor.get(`${closing}/people`)).status).toBe(404)
    expect((await supervisor.get('/staff/closings')).links).not.toContain(closing)
    expect((await supervisor.post(`${closing}/discard`, { seen: '1' })).status).toBe(404)
    const own = await supervisor.get('/staff/closings/new')
    expect(own.html).not.toContain('value="shomei"')
    expect(
      (await supervisor.submit(own, '/staff/closings/new', { ...plan, counters: 'shomei' })).status,
    ).toBe(422)
  })

  test('whom a page shows by name is written down before it is shown; no address of a page holds them', async () => {
    const { site, visitor } = await open()
    const { appointmentId } = await site.booked(['tennyu'], at('09:00'), canary)
    const { page, closing } = await begin(visitor)
    const seen = async () => {
      const rows = await site.deps.store.read(db =>
        db.selectFrom('audit').select('details_json as details').where('deed', '=', 'view_list').execute(),
      )
      return rows.map(({ details }) => JSON.parse(details))
    }

    expect(textOf(page.html)).toContain('カナリヤ 花子')
    expect(await seen()).toEqual([{ on: 'closing', appointments: [appointmentId] }])
    site.setNow('2026-12-01T10:31')
    await letVisitorIn(site, visitor, 'admin')
    await visitor.get(`${closing}/messages`)
    expect(await seen()).toHaveLength(1)
    const calls = await visitor.get(`${closing}/calls`)
    expect(textOf(calls.html)).toContain('09012345678')
    expect(await seen()).toHaveLength(2)
    for (const link of [...page.links, ...calls.links]) expect(link).not.toMatch(/カナリヤ|0901|%E3/)
  })
})

describe('the plan', () => {
  test.for<[Fields, string]>([
    [{ counters: [] }, '担当する窓口を1つ以上選んでください'],
    [{ fromDate: '' }, '最初の日を正しく入力してください'],
    [{ fromDate: '2026-11-30' }, '今日より前の日は閉められません'],
    [{ toDate: '2026-12-07' }, '最後の日は、最初の日以後にしてください'],
    [{ toDate: '2027-01-08' }, '31日まで'],
    [{ hours: 'part', fromTime: '' }, '時刻を正しく入力してください'],
    [{ hours: 'part', fromTime: '14:00', toTime: '14:00' }, '終わりの時刻は、始まりより後に'],
    [{ ja: ' ' }, '日本語の理由を入力してください'],
    [{ ja: 'あ'.repeat(201) }, '理由が長すぎます'],
  ])('%j is refused beside its field, and nothing typed is lost', async ([more, said]) => {
    const { visitor } = await open()

    const { page } = await begin(visitor, { en: 'No water', ...more })

    expect(page.status).toBe(422)
    expect(textOf(page.html)).toContain(said)
    expect(page.html).toContain('value="No water"')
  })

  test('31 days and one minute are just allowed', async () => {
    const { site, visitor } = await open()

    const { closingId } = await begin(visitor, {
      ...{ toDate: '2027-01-07', hours: 'part', fromTime: '14:00', toTime: '14:01' },
    })

    expect(await closingNow(site, closingId)).toMatchObject({
      ...{ fromDate: closedDay, toDate: '2027-01-07', hours: { from: 840, to: 841 } },
    })
  })

  test('sent twice it is begun once, and it can be changed until the end', async () => {
    const { site, visitor } = await open()
    const page = await visitor.get('/staff/closings/new')
    const [first, second] = [
      await visitor.submit(page, '/staff/closings/new', plan),
      await visitor.submit(page, '/staff/closings/new', plan),
    ]
    expect(first.path).toBe(second.path)
    const closing = first.path.replace('/people', '')

    const changed = await visitor.submit(await visitor.get(`${closing}/plan`), `${closing}/plan`, {
      ...{ hours: 'part', fromTime: '13:00' },
    })

    expect(changed.path).toBe(`${closing}/people`)
    expect(textOf(changed.html)).toContain('13:00〜窓口が閉まるまで')
    const closings = await site.deps.store.read(db => db.selectFrom('closings').select('id').execute())
    expect(closings).toHaveLength(1)
  })
})

describe('to the end', () => {
  test('without anybody booked it goes straight to the confirmation', async () => {
    const { visitor } = await open()
    const { page, closing } = await begin(visitor)

    expect(textOf(page.html)).toContain('この時間の予約はありません')
    const done = await visitor.submit(await visitor.get(`${closing}/messages`), `${closing}/messages`)

    expect(done.path).toBe(`${closing}/result`)
    expect((await visitor.get(closing)).path).toBe(`${closing}/result`)
    expect((await visitor.get(`${closing}/people`)).path).toBe(`${closing}/result`)
    expect(textOf((await visitor.get('/mihon/slots?services=tennyu&date=2026-12-08')).html)).toContain(
      '断水のため',
    )
  })

  test('whoever books while the last page is open comes back as undecided, and nothing is lost', async () => {
    const { site, visitor } = await open()
    const { appointmentId } = await site.booked(['tennyu'], at('09:00'))
    const { closing, closingId } = await begin(visitor)
    const messages = await visitor.submit(await visitor.get(`${closing}/choices`), `${closing}/choices`)
    await site.booked(['tennyu'], at('10:00'))

    const refused = await visitor.submit(messages, `${closing}/messages`)

    expect(refused.status).toBe(409)
    expect(textOf(refused.html)).toMatch(
      /確定できませんでした.*何も変わっていません.*まだ決めていない予約が1件/,
    )
    expect(await bookingNow(site, appointmentId)).toMatchObject({ state: 'booked' })
    expect((await closingNow(site, closingId)).state).toBe('begun')
    expect((await endAsProposed(visitor, closing)).path).toBe(`${closing}/result`)
  })

  test('of two people the slower is told, with a way to what is there now', async () => {
    const { site, visitor } = await open()
    await site.booked(['tennyu'], at('09:00'))
    const { closing } = await begin(visitor)
    const other = await signedIn(site, 'admin')
    const [mine, theirs] = [await visitor.get(`${closing}/choices`), await other.get(`${closing}/choices`)]
    await other.submit(theirs, `${closing}/choices`)
    const late = await visitor.submit(mine, `${closing}/choices`, {
      [`choice-${await anyone(site)}`]: 'cancel',
    })

    expect(late.status).toBe(409)
    expect(late.links).toContain(`${closing}/choices`)
  })

  test('a choice that no page offers is refused; one kept needs its reason', async () => {
    const { site, visitor } = await open()
    const { appointmentId } = await site.booked(['tennyu'], at('09:00'))
    const { closing } = await begin(visitor)
    const one = `${closing}/appointments/${appointmentId}`

    expect(
      (await visitor.post(`${closing}/choices`, { seen: '1', [`choice-${appointmentId}`]: 'move:x' })).status,
    ).toBe(422)
    expect((await visitor.post(`${closing}/choices/all`, { seen: '1', bulk: 'everything' })).status).toBe(422)
    expect((await visitor.post(one, { seen: '1', choice: 'keep', reason: ' ' })).status).toBe(422)
    const kept = await visitor.post(one, { seen: '1', choice: 'keep', reason: '別室で対応' })
    expect(textOf(kept.html)).toContain('このまま残す（別室で対応）')
    expect((await visitor.get(`${closing}/appointments/999999`)).status).toBe(404)
  })

  test('who had no mail, or one that did not arrive, is on the call list; the others are not', async () => {
    const { site, visitor } = await open()
    await site.booked(['tennyu'], at('09:00'), canary)
    await site.booked(['tennyu'], at('10:00'), { name: '見本 不達', email: 'none@example.test' })
    await site.booked(['tennyu'], at('11:00'), { name: '見本 着信', email: 'taro@example.test' })
    const server = await openMailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('none') && isClosed
            ? Object.assign(new Error('no such user'), { responseCode: 550 })
            : null,
        ),
    })
    let isClosed = false
    const transport = transportTo(server.url)
    await sendDueMessages(site.deps, transport)
    isClosed = true
    const { closing } = await begin(visitor)
    await endAsProposed(visitor, closing)
    await sendDueMessages(site.deps, transport)

    const result = textOf((await visitor.get(`${closing}/result`)).html)
    const calls = textOf((await visitor.get(`${closing}/calls`)).html)

    expect(result).toMatch(/メールなし.*メール不達.*メール送信済み/)
    expect(result).not.toMatch(/カナリヤ|見本 着信/)
    expect(calls).toMatch(/カナリヤ 花子.*09012345678.*見本 不達/)
    expect(calls).not.toContain('見本 着信')
  })

  test('given up, it is gone from the list and its pages are not found', async () => {
    const { visitor } = await open()
    const { closing } = await begin(visitor)

    const list = await visitor.submit(await visitor.get(`${closing}/discard`), `${closing}/discard`)

    expect(list.path).toBe('/staff/closings?done=discarded')
    expect(list.links).not.toContain(closing)
    expect((await visitor.get(`${closing}/choices`)).status).toBe(404)
  })
})

async function anyone({ deps }: Site): Promise<number> {
  const row = await deps.store.read(db =>
    db.selectFrom('appointments').select('id').executeTakeFirstOrThrow(),
  )
  return row.id
}
