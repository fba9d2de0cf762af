import { expect, test } from 'vitest'
import { type SimpleDeed, simpleDeeds } from '#src/queue/act.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import { verifyQueue } from '#src/queue/verify.ts'
import type { WindowDeed } from '#src/windows/window.ts'
import { reasons } from '../booking/deeds.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { type Desk, openWindows, said, ticketNow, walkIn } from '../support/queue.ts'
import { queueProblems } from '../support/queue-problems.ts'
import { randomNumbers } from '../support/random.ts'
import type { Ward } from '../support/ward.ts'
import { type ModelTicket, openModel } from './model.ts'

const counters = ['shomei', 'ido'] as const
const windowDeeds: WindowDeed[] = ['open', 'open', 'close', 'pause', 'continue', 'continue']

function chance(seed: number) {
  const random = randomNumbers(seed)
  return {
    is: (share: number) => random() < share,
    pick: <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T,
    recent: <T>(all: readonly T[]): T =>
      all[all.length - 1 - Math.floor(random() * Math.min(all.length, 8))] as T,
  }
}

const isUnderWay = (state: Ticket['state']) => ['called', 'serving', 'parked', 'handed_in'].includes(state)

async function openDay(): Promise<{ ward: Ward; desks: Desk[] }> {
  const ward = await openCheckedWard({ now: '2026-12-01T09:00' })
  const desks = [...(await openWindows(ward, 'shomei', 2)), ...(await openWindows(ward, 'ido', 2))]
  return { ward, desks }
}

/** The deeds that move somebody on more often than those that are mostly refused. */
const usual: SimpleDeed[] = [
  ...simpleDeeds,
  ...([
    'serve',
    'serve',
    'serve',
    'finish',
    'finish',
    'hand-in',
    'collect',
    'park',
    'resume',
    'no-show',
  ] as const),
]

test.for([1, 3, 4])(
  'a random day, one deed after the other, goes as a plain model says (seed %i)',
  { timeout: 120_000 },
  async seed => {
    const { ward, desks } = await openDay()
    const slugOf = (desk: Desk) => counters[desk.window.counterId === desks[0]?.window.counterId ? 0 : 1]
    const model = openModel(
      new Map(desks.map(desk => [desk.window.id, { counter: slugOf(desk), state: 'open' as const }])),
    )
    const pairs: Array<{ real: Ticket; model: ModelTicket }> = []
    const { is, pick, recent } = chance(seed)
    const seenSaid: Record<string, number> = {}
    const minute = (count: number) =>
      `2026-12-01T${String(9 + Math.floor(count / 60)).padStart(2, '0')}:${String(count % 60).padStart(2, '0')}`

    for (let step = 0; step < 200; step += 1) {
      if (is(0.3)) ward.setNow(minute(model.tick()))
      const desk = pick(desks)
      const window = desk.window.id
      const before = model.tickets.length

      if (pairs.length === 0 || is(0.12)) {
        const counter = pick(counters)
        const real = await walkIn(ward, counter)
        pairs.push({ real, model: model.issue(counter, real.number) })
        continue
      }
      const name = pick([
        'call-next',
        'call-next',
        'call',
        'act',
        'act',
        'act',
        'act',
        'transfer',
        'undo',
        'move',
      ])
      const under = pairs.filter(pair => isUnderWay(pair.model.state))
      const waiting = pairs.filter(pair => pair.model.state === 'waiting')
      const likely = name === 'call' ? waiting : under
      const chosen = likely.length > 0 && is(0.7) ? pick(likely) : recent(pairs)
      let [expected, outcome] = ['', '']
      if (name === 'call-next') {
        const endsCurrent = is(0.3)
        expected = model.callNext(window, endsCurrent).says
        outcome = said(await desk.callNext({ endsCurrent }))
      } else if (name === 'call') {
        expected = model.callTicket(window, chosen.model).says
        outcome = said(await desk.callTicket(chosen.real))
      } else if (name === 'act') {
        const deed = pick(usual)
        const windowId = is(0.5) ? window : undefined
        expected = `${deed} ${model.act(deed, chosen.model, windowId).says}`
        outcome = `${deed} ${said(await desk.act(deed, chosen.real, { windowId }))}`
      } else if (name === 'transfer') {
        const [to, keepsPlace] = [pick(counters), is(0.5)]
        expected = model.transfer(chosen.model, to, keepsPlace).says
        const sent = await desk.transfer(chosen.real, to, { keepsPlace })
        outcome = said(sent)
        const there = model.tickets[before]
        if (sent.ok && there) pairs.push({ real: sent.ticket, model: there })
      } else if (name === 'undo') {
        expected = model.undo(chosen.model).says
        outcome = said(await desk.undo(chosen.real))
      } else if (is(0.5)) {
        const deed = pick(windowDeeds)
        expected = model.move(window, deed)
        const moved = await desk.move(deed)
        outcome = moved.ok ? 'ok' : moved.reason
      }
      expect(`${step} ${name} ${outcome}`).toBe(`${step} ${name} ${expected}`)
      seenSaid[
        outcome
          .split(' ')
          .at(-1)
          ?.replace(/^[AB]-\d+$/, name) ?? ''
      ] = 1
    }

    for (const { real, model } of pairs) {
      const { state, stage, window } = model
      expect(await ticketNow(ward, real)).toMatchObject({
        state,
        stage,
        windowId: window,
        number: model.number,
      })
    }
    for (const desk of desks) expect((await desk.now()).state).toBe(model.windows.get(desk.window.id)?.state)
    // The walk has been everywhere worth going.
    for (const what of ['call-next', 'call', 'act', 'transfer', 'undo', 'ok', 'window_busy', 'window_closed'])
      expect(Object.keys(seenSaid)).toContain(what)
  },
)

test.for([11, 12])(
  'random deeds of four windows at once break nothing, and the log tells it all again (seed %i)',
  { timeout: 120_000 },
  async seed => {
    const { ward, desks } = await openDay()
    const { is, pick, recent } = chance(seed)
    // As they were when somebody last heard of them.
    const known = new Map<number, Ticket>()
    for (let count = 0; count < 12; count += 1) {
      const ticket = await walkIn(ward, pick(counters))
      known.set(ticket.id, ticket)
    }
    const refusals = new Set<string>()
    let successes = 0
    const problems: string[] = []

    const anyDeed = async (desk: Desk): Promise<void> => {
      const under = [...known.values()].filter(({ state }) => isUnderWay(state))
      const ticket = under.length > 0 && is(0.75) ? pick(under) : recent([...known.values()])
      const seen = is(0.3) ? { seen: (await ticketNow(ward, ticket)).sequence } : {}
      const outcome = await pick([
        async () => ({ ok: true as const, ticket: await walkIn(ward, pick(counters)) }),
        async () => desk.callNext({ endsCurrent: is(0.5) }),
        async () => desk.callNext({ endsCurrent: is(0.5) }),
        async () => desk.callTicket(ticket),
        async () => desk.act(pick(usual), ticket, seen),
        async () => desk.act(pick(usual), ticket, { ...seen, windowId: desk.window.id }),
        async () => desk.act(pick(usual), ticket, seen),
        async () => desk.act(pick(usual), ticket, seen),
        async () => desk.transfer(ticket, pick(counters), { ...seen, keepsPlace: is(0.5) }),
        async () => desk.undo(ticket, seen),
        async () => {
          const moved = await desk.move(pick(windowDeeds))
          return moved.ok ? { ok: true as const, ticket } : moved
        },
      ])()
      if (!outcome.ok) refusals.add(outcome.reason)
      else {
        successes += 1
        known.set(outcome.ticket.id, outcome.ticket)
      }
    }

    for (let batch = 0; batch < 30; batch += 1) {
      ward.setNow(`2026-12-01T${10 + Math.floor(batch / 60)}:${String(batch % 60).padStart(2, '0')}`)
      if (batch % 3 === 0)
        for (const deed of ['open', 'continue'] as const)
          await Promise.all(desks.map(desk => desk.move(deed)))
      await Promise.all([...desks, ...desks].map(anyDeed))
      if (batch % 15 === 14) problems.push(...(await queueProblems(ward.deps.store)))
    }

    expect(problems).toEqual([])
    expect(successes).toBeGreaterThan(50)
    for (const reason of refusals)
      expect([
        ...['not_possible', 'window_busy', 'window_closed', 'queue_empty', 'taken', 'not_found'],
        ...['same_counter', 'nothing_to_undo', 'moved_on'],
      ]).toContain(reason)
    const before = await rows(ward)
    expect((await verifyQueue(ward.deps.store, { isRebuilding: true })).disagreements).toEqual([])
    expect(await rows(ward)).toEqual(before)
  },
)

async function rows(ward: Ward) {
  return ward.deps.store.read(async db => [
    await db.selectFrom('tickets').selectAll().orderBy('id').execute(),
    await db.selectFrom('ticket_services').selectAll().orderBy('ticket_id').orderBy('service_id').execute(),
    await db.selectFrom('queue_versions').selectAll().orderBy('counter_id').execute(),
  ])
}

test.for<{
  name: string
  deeds: (
    a: Desk,
    b: Desk,
    ticket: Ticket,
    seen: { seen: number },
  ) => Array<Promise<{ ok: boolean; reason?: string }>>
}>([
  {
    name: 'calling again, noting an absence, sending on and taking back',
    deeds: (a, b, ticket, seen) => [
      a.act('call-again', ticket, seen),
      b.act('no-show', ticket, seen),
      a.transfer(ticket, 'ido', seen),
      b.undo(ticket, seen),
    ],
  },
  {
    name: 'serving and taking back the call',
    deeds: (a, b, ticket, seen) => [a.act('serve', ticket, seen), b.undo(ticket, seen)],
  },
  {
    name: 'sending on to two counters',
    deeds: (a, b, ticket, seen) => [a.transfer(ticket, 'ido', seen), b.transfer(ticket, 'koseki', seen)],
  },
  {
    name: 'the same from both windows',
    deeds: (a, b, ticket, seen) => [a.act('no-show', ticket, seen), b.act('no-show', ticket, seen)],
  },
])(
  'of deeds from two windows at once exactly one wins and the others hear of it: $name',
  async ({ deeds }) => {
    const { ward, desks } = await openDay()
    const [a, b] = desks
    if (!a || !b) throw new Error('too few')
    for (let round = 0; round < 5; round += 1) {
      await walkIn(ward, 'shomei')
      const called = await a.callNext()
      if (!called.ok) throw new Error(called.reason)
      const { ticket } = called

      const outcomes = await Promise.all(deeds(a, b, ticket, { seen: ticket.sequence }))

      expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
      expect(new Set(reasons(outcomes))).toEqual(new Set(['taken']))
      const now = await ticketNow(ward, ticket)
      if (now.state === 'serving') await a.act('finish', ticket)
      else if (now.state === 'called' || now.state === 'waiting') await a.act('left', ticket)
    }
  },
)
