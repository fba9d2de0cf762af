import { expect, test } from 'vitest'
import { ticketOfAppointment, ticketOfToken } from '#src/queue/ticket-queries.ts'
import { undo } from '#src/queue/undo.ts'
import type { SimpleDeed } from '#src/queue/act.ts'
import { tokenHash } from '#src/access/token.ts'
import { issueTicket } from '#src/arrival/issue-ticket.ts'
import { openCheckedWard } from '../support/invariants.ts'
import {
  arrivedFor,
  checkIn,
  type Desk,
  done,
  events,
  openWindows,
  said,
  ticketNow,
  walkIn,
} from '../support/queue.ts'
import type { Ticket } from '#src/queue/ticket.ts'

/** The way to a deed and the deed itself. */
const ways: Record<string, SimpleDeed[]> = {
  'a call': [],
  'a call again': ['call-again'],
  'the beginning of service': ['serve'],
  'an end': ['serve', 'finish'],
  'a pause for a form': ['serve', 'park'],
  'a return to the window': ['serve', 'park', 'resume'],
  'a handing in': ['serve', 'hand-in'],
  'a call to collect': ['serve', 'hand-in', 'collect'],
  'a collection': ['serve', 'hand-in', 'collect', 'finish'],
  'an absence': ['no-show'],
  'a call of somebody absent': ['no-show', 'call-again'],
  'an absence at collecting': ['serve', 'hand-in', 'collect', 'no-show'],
  'a leaving': ['left'],
}

async function follow(desk: Desk, ticket: Ticket, deeds: readonly SimpleDeed[]): Promise<void> {
  for (const deed of deeds) done(await desk.act(deed, ticket))
}

test('every deed is taken back as if it had never been, one after the other', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  for (const [name, deeds] of Object.entries(ways)) {
    const ticket = await walkIn(ward, 'shomei', { at: '2026-12-01T08:00' })
    const before: Ticket[] = [ticket]
    ward.setNow('2026-12-01T08:10')
    before.push(done(await desk.callTicket(ticket)))
    for (const [index, deed] of deeds.entries()) {
      ward.setNow(`2026-12-01T08:${20 + index}`)
      before.push(done(await desk.act(deed, ticket)))
    }
    const told = await events(ward, ticket)

    ward.setNow('2026-12-01T08:40')
    for (const { sequence: _, ...was } of before.toReversed().slice(1)) {
      const back = done(await desk.undo(ticket))
      expect(back, name).toMatchObject(was)
      expect(await ticketNow(ward, ticket), name).toEqual(back)
    }

    expect(said(await desk.undo(ticket)), name).toBe('nothing_to_undo')
    const all = await events(ward, ticket)
    expect(all.slice(0, told.length), name).toEqual(told)
    expect(new Set(all.slice(told.length)), name).toEqual(new Set(['undone']))
  }
})

test('a voided trial ticket waits again', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.act('void', ticket))

  expect(done(await desk.undo(ticket))).toMatchObject({ state: 'waiting', endedAt: null })
})

test('services noted at an end are taken back with it', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  const [service] = ward.wish('shomei-inkan').services
  done(await desk.callNext())
  await follow(desk, ticket, ['serve'])
  done(await desk.act('finish', ticket, { services: [service?.id ?? 0] }))

  done(await desk.undo(ticket))

  const rows = await ward.deps.store.read(db => db.selectFrom('ticket_services').selectAll().execute())
  expect(rows.filter(row => row.is_done === 1)).toEqual([])
  expect(rows.filter(row => row.is_wished === 1)).toHaveLength(1)
})

test('what was taken back can be done again, and taken back again', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  for (let round = 0; round < 3; round += 1) {
    done(await desk.callNext())
    done(await desk.undo(ticket))
  }

  expect(done(await desk.callNext())).toMatchObject({ id: ticket.id, calls: 1 })
})

test('an end is not taken back while somebody else is at the window', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const first = await walkIn(ward, 'shomei')
  await walkIn(ward, 'shomei')
  done(await desk.callNext())
  await follow(desk, first, ['serve', 'finish'])
  const second = done(await desk.callNext())

  expect(said(await desk.undo(first))).toBe('window_busy')

  done(await desk.undo(second))
  expect(done(await desk.undo(first))).toMatchObject({ state: 'serving', windowId: desk.window.id })
})

test('an end that a call has inferred is taken back after the call', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const first = await walkIn(ward, 'shomei')
  await walkIn(ward, 'shomei')
  done(await desk.callNext())
  await follow(desk, first, ['serve'])
  const second = done(await desk.callNext({ endsCurrent: true }))

  done(await desk.undo(second))
  expect(done(await desk.undo(first))).toMatchObject({ state: 'serving', windowId: desk.window.id })
})

test('a transfer taken back brings them to the window again, and the other counter forgets them', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  const there = done(await desk.transfer(ticket, 'ido'))

  expect(done(await desk.undo(ticket))).toMatchObject({
    state: 'called',
    windowId: desk.window.id,
    endedAt: null,
  })

  expect(await ticketNow(ward, there)).toMatchObject({ state: 'voided' })
  expect(said(await ido.callNext())).toBe('queue_empty')
})

test('somebody sent on by mistake can be sent on again, as often as it takes', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  for (const slug of ['ido', 'koseki', 'ido']) {
    done(await desk.transfer(ticket, slug))
    done(await desk.undo(ticket))
  }

  expect(done(await desk.transfer(ticket, 'koseki'))).toMatchObject({ number: 'B-001', position: 4 })
})

test('a transfer is not taken back once they have been called there', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  const there = done(await desk.transfer(ticket, 'ido'))
  done(await ido.callNext())

  expect(said(await desk.undo(ticket))).toBe('moved_on')

  done(await ido.undo(there))
  expect(done(await desk.undo(ticket))).toMatchObject({ state: 'called' })
})

test('a transfer is not taken back while somebody else is at the window, and they stay where they are', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  await walkIn(ward, 'shomei')
  done(await desk.callNext())
  const there = done(await desk.transfer(ticket, 'ido'))
  done(await desk.callNext())

  expect(said(await desk.undo(ticket))).toBe('window_busy')
  expect(await ticketNow(ward, there)).toMatchObject({ state: 'waiting' })
  expect(await ticketNow(ward, ticket)).toMatchObject({ state: 'transferred' })
})

test('the ticket that a transfer taken back has left does not come to life again', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const [ido] = await openWindows(ward, 'ido')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  const there = done(await desk.transfer(ticket, 'ido'))
  done(await desk.undo(ticket))

  expect(said(await ido.undo(there))).toBe('moved_on')
})

test('a link leads to where the visit is, also after a transfer taken back', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'ido')
  const { services } = ward.wish('tennyu')
  const person = { services, people: 1, language: 'ja', isPriority: false } as const
  const issued = await issueTicket(
    ward.deps,
    ward.office,
    { ...person, channel: 'staff', actor: desk.actor },
    null,
  )
  const where = () => ward.deps.store.read(db => ticketOfToken(db, tokenHash(issued.ok ? issued.token : '')))
  done(await desk.callNext())
  const there = done(await desk.transfer(done(issued), 'koseki'))
  expect((await where())?.id).toBe(there.id)

  done(await desk.undo(done(issued)))

  expect((await where())?.id).toBe(done(issued).id)
})

test('checking in again after a transfer taken back leads to the ticket that stands', async () => {
  const ward = await openCheckedWard({ now: '2026-12-01T08:50' })
  const [desk] = await openWindows(ward, 'ido')
  const ticket = await arrivedFor(ward, 'tennyu', '2026-12-01T09:00')
  done(await desk.callNext())
  done(await desk.transfer(ticket, 'koseki'))
  done(await desk.undo(ticket))

  const again = done(await checkIn(ward, ticket.appointmentId ?? 0))

  expect(again).toMatchObject({ id: ticket.id, state: 'called' })
  const found = await ward.deps.store.read(db => ticketOfAppointment(db, ticket.appointmentId ?? 0))
  expect(found?.id).toBe(ticket.id)
})

test('an arrival is not taken back, nor anything of another day, nor what is not there', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')

  expect(said(await desk.undo(ticket))).toBe('nothing_to_undo')
  expect(said(await desk.undo({ ...ticket, id: 999_999 }))).toBe('not_found')
  done(await desk.callNext())
  const tomorrow = { actor: desk.actor, today: '2026-12-02' }
  expect(said(await undo(ward.deps, ticket, tomorrow, null))).toBe('day_over')
})

test('pressing "undo" twice by mistake takes back one deed', async () => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  const serving = done(await desk.act('serve', ticket))
  const intent = { key: 'k', scope: 'undo', body: ticket.id }
  const press = () => undo(ward.deps, ticket, { actor: desk.actor, today: '2026-12-01' }, intent)

  const presses = await Promise.all([press(), press()])
  const seen = await Promise.all([1, 2].map(() => desk.undo(ticket, { seen: serving.sequence })))

  expect(presses.map(said)).toEqual(['B-001', 'B-001'])
  expect(seen.map(said)).toEqual(['taken', 'taken'])
  expect(await ticketNow(ward, ticket)).toMatchObject({ state: 'called' })
})

test.each(['close', 'pause'] as const)('nobody comes back to a window after its %s', async deed => {
  const ward = await openCheckedWard()
  const [desk] = await openWindows(ward, 'shomei')
  const ticket = await walkIn(ward, 'shomei')
  done(await desk.callNext())
  await follow(desk, ticket, ['serve', 'finish'])
  await desk.move(deed)

  expect(said(await desk.undo(ticket))).toBe('window_closed')

  await desk.move(deed === 'close' ? 'open' : 'continue')
  expect(done(await desk.undo(ticket))).toMatchObject({ state: 'serving', windowId: desk.window.id })
})
