import { expect, test } from 'vitest'
import { tokenHash } from '#src/access/token.ts'
import { askNotice, stopNotice } from '#src/near-turns/ask-notice.ts'
import { forgetNearTurns, saveVisitContact } from '#src/near-turns/queries.ts'
import { mailsAbout } from '#src/notifications/expiry-queries.ts'
import { forgetPersons } from '#src/retention/forget.ts'
import { nothingChosen } from '#src/retention/held.ts'
import { forgetTypedAddresses, tellNearTurns } from '#src/near-turns/tell-near-turns.ts'
import type { Deps } from '#src/deps.ts'
import { compose } from '#src/notifications/compose.ts'
import type { NearTurnMessage } from '#src/notifications/letter.ts'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { ticketOfToken } from '#src/queue/ticket-queries.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import { languages } from '#src/languages.ts'
import { arrive, numberFor } from '../arrival/arrivals.ts'
import { officeNow } from '../catalogue/office.ts'
import { outbox } from '../notifications/post.ts'
import { done, openWindows, ticketNow, walkIn } from '../support/queue.ts'
import { secondServer } from '../support/second-server.ts'
import { openWard, type Ward } from '../support/ward.ts'

const email = 'mihon-line@example.test'

/** One window, five in line before somebody who has typed an address, and a minute gone by. */
async function openLine(before = 5) {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(ward, 'ido')
  // By people alone: with one window the estimate would be long.
  await ward.change(db => db.updateTable('offices').set({ near_turn_minutes: 5 }).execute())
  for (let index = 0; index < before; index += 1) await walkIn(ward, 'ido')
  const { ticket } = await numberFor(ward, 'tennyu')
  await ask(ward, ticket)
  ward.setNow('2026-12-01T09:01')
  return { ward, desk, ticket }
}

async function ask(ward: Ward, ticket: Ticket, language = 'ja') {
  return askNotice(ward.deps, ticket, { email, language })
}

async function tell(ward: Ward, deps: Deps = ward.deps) {
  await tellNearTurns(deps, await officeNow(ward))
}

async function notices(ward: Ward) {
  const sent = (await outbox(ward)).filter(({ kind }) => kind === 'near_turn')
  return sent.map(({ visit_id, state, message_json }) => ({
    ...{ visitId: visit_id, state },
    ...(JSON.parse(message_json ?? '{}') as Partial<NearTurnMessage>),
  }))
}

const addresses = (ward: Ward) =>
  ward.deps.store.read(db => db.selectFrom('visit_contacts').select('email').execute())

/** Serves whoever is next, so that the line moves by one. */
async function moveOn(desk: Awaited<ReturnType<typeof openLine>>['desk']) {
  const called = done(await desk.callNext())
  await desk.act('serve', called)
  await desk.act('finish', called)
}

test('the holder of a ticket is told once, when so many are ahead, and the address is erased', async () => {
  const { ward, desk, ticket } = await openLine()

  await tell(ward)
  await moveOn(desk)
  await tell(ward)
  expect(await notices(ward)).toEqual([])
  expect(await addresses(ward)).toHaveLength(1)
  await moveOn(desk)
  await tell(ward)
  await moveOn(desk)
  await tell(ward)

  const [notice, ...more] = await notices(ward)
  expect(more).toEqual([])
  expect(notice).toMatchObject({ visitId: ticket.visitId, to: email, number: ticket.number })
  expect(await addresses(ward)).toEqual([])
  const hash = tokenHash(notice?.token ?? '')
  expect(await ward.deps.store.read(db => ticketOfToken(db, hash))).toMatchObject({ id: ticket.id })
})

test('it stays at one though the line moves back and forth', async () => {
  const { ward, desk, ticket } = await openLine(4)
  const before = done(await desk.callNext())
  await tell(ward)
  expect(await notices(ward)).toHaveLength(1)

  await desk.undo(before)
  await ask(ward, ticket)
  await tell(ward)
  done(await desk.callNext())
  await tell(ward)

  expect(await notices(ward)).toHaveLength(1)
  expect(await addresses(ward)).toEqual([])
})

test('two servers at once tell each ticket once', async () => {
  const { ward, desk } = await openLine(4)
  const other = await secondServer(ward)
  done(await desk.callNext())

  await Promise.all([ward.deps, other, ward.deps, other].map(deps => tell(ward, deps)))

  expect(await notices(ward)).toHaveLength(1)
  const told = await ward.deps.store.read(db => db.selectFrom('near_turns').select('ticket_id').execute())
  expect(told).toHaveLength(4)
})

test('whoever is called already is not told, and what has not been sent by then is given up', async () => {
  const { ward, desk, ticket } = await openLine(0)
  done(await desk.callNext())
  await tell(ward)
  expect(await notices(ward)).toEqual([])

  const { ticket: next } = await numberFor(ward, 'tennyu')
  await ask(ward, next)
  ward.setNow('2026-12-01T09:03')
  await tell(ward)
  expect((await notices(ward)).map(({ state }) => state)).toEqual(['waiting'])
  await desk.act('no-show', await ticketNow(ward, ticket))
  done(await desk.callNext())
  await tell(ward)

  expect((await notices(ward)).map(({ state }) => state)).toEqual(['expired'])
})

test('after half an hour a notice that could not be sent is worth nothing', async () => {
  const { ward } = await openLine(1)
  await tell(ward)
  let isSent = false
  const transport = {
    async send() {
      isSent = true
    },
    close() {},
  }

  ward.setNow('2026-12-01T09:31')
  await sendDueMessages(ward.deps, transport)

  expect(isSent).toBe(false)
  expect((await notices(ward)).map(({ state }) => state)).toEqual(['expired'])
})

test('whoever has booked is told at the address of the booking, unless the office sends no mail', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  const [first, second] = [
    await ward.booked(['tennyu'], '2026-12-02T09:00', { email: 'mihon-a@example.test', language: 'en' }),
    await ward.booked(['tennyu'], '2026-12-02T09:15', { email: 'mihon-b@example.test' }),
  ]
  ward.setNow('2026-12-02T08:55')
  await openWindows(ward, 'ido')
  await arrive(ward, first.appointmentId)
  ward.setNow('2026-12-02T08:57')
  await tell(ward)
  expect(await notices(ward)).toMatchObject([{ to: 'mihon-a@example.test', language: 'en' }])

  await ward.change(db => db.updateTable('offices').set({ is_near_turn_mailed: 0 }).execute())
  await arrive(ward, second.appointmentId)
  ward.setNow('2026-12-02T08:59')
  await tell(ward)

  expect(await notices(ward)).toHaveLength(1)
})

test('a ticket that has gone on to another counter is told there anew', async () => {
  const { ward, desk, ticket } = await openLine(0)
  await tell(ward)
  expect(await notices(ward)).toHaveLength(1)
  await openWindows(ward, 'kokuho')
  const called = done(await desk.callNext())
  await desk.act('serve', called)
  done(await desk.transfer(called, 'kokuho', { keepsPlace: false }))
  const there = await ward.deps.store.read(db =>
    db.selectFrom('tickets').select('id').where('state', '=', 'waiting').executeTakeFirstOrThrow(),
  )
  await ask(ward, await ticketNow(ward, there))

  ward.setNow('2026-12-01T09:10')
  await tell(ward)

  expect((await notices(ward)).map(({ visitId }) => visitId)).toEqual([ticket.visitId, ticket.visitId])
})

test('an address is refused once the turn is near, and erased on request or that night', async () => {
  const { ward, ticket } = await openLine()
  await stopNotice(ward.deps, ticket)
  expect(await addresses(ward)).toEqual([])

  await ask(ward, ticket)
  ward.setNow('2026-12-01T23:00')
  await forgetTypedAddresses(ward.deps, ward.office)
  expect(await addresses(ward)).toHaveLength(1)
  ward.setNow('2026-12-02T06:00')
  await forgetTypedAddresses(ward.deps, ward.office)

  expect(await addresses(ward)).toEqual([])
})

test('what is erased of somebody takes along the notice that waits and the address they typed', async () => {
  const ward = await openWard({ now: '2026-12-01T08:00' })
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  ward.setNow('2026-12-02T08:55')
  await openWindows(ward, 'ido')
  await arrive(ward, appointmentId)
  ward.setNow('2026-12-02T08:57')
  await tell(ward)
  const { visitId } = (await notices(ward))[0] ?? {}
  const contact = { officeId: ward.office.id, visitId: visitId ?? 0, email, language: 'ja', now: 0 }
  await ward.deps.store.write(db => saveVisitContact(db, contact))
  const personOf = await ward.deps.store.read(db =>
    db.selectFrom('appointments').select('person_id').where('id', '=', appointmentId).executeTakeFirst(),
  )
  const person = { personId: personOf?.person_id ?? 0, appointmentId }

  await ward.deps.store.write(db => forgetPersons(db, [person], ward.deps.clock.now()))

  expect((await notices(ward)).map(({ state }) => state)).toEqual(['expired'])
  expect(await addresses(ward)).toEqual([])
  const kept = { ...nothingChosen, appointmentIds: [appointmentId] }
  const mails = await ward.deps.store.read(db => mailsAbout(db, kept))
  expect(mails.map(({ kind }) => kind)).toEqual(['booked', 'near_turn'])
})

test('no address is taken for a turn that is near or over', async () => {
  const { ward, desk, ticket } = await openLine(0)
  await tell(ward)
  expect(await ask(ward, ticket)).toEqual({ ok: false, reason: 'too_late' })

  const called = done(await desk.callNext())
  expect(await ask(ward, called)).toEqual({ ok: false, reason: 'too_late' })
  await ward.deps.store.write(db => forgetNearTurns(db, ward.deps.clock.now() + 1))
  expect(await ask(ward, called)).toEqual({ ok: false, reason: 'too_late' })
})

test('the notice says number and counter in every language, and nothing of the visit', async () => {
  const { ward } = await openLine(0)
  await tell(ward)
  const [notice] = await notices(ward)
  for (const language of languages) {
    const message = { ...notice, language } as NearTurnMessage
    const letter = { kind: 'near_turn', message, messageId: 'm' } as const
    const from = { publicUrl: 'https://yoyaku.mihon.example', mailFrom: 'yoyaku@mihon.example' }
    const mail = compose(ward.office, letter, from)

    expect(mail.text).toContain('A-001')
    expect(mail.text).toContain(`https://yoyaku.mihon.example/mihon/t/${notice?.token}`)
    expect(mail.text).not.toMatch(/転入|A-002/)
    expect(mail.subject).not.toContain('A-001')
    expect(mail.calendar).toBe(null)
  }
})
