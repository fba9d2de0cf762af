import { expect, test } from 'vitest'
import { callsAfter } from '#src/closings/calls.ts'
import { changeOpenings } from '#src/openings/change-openings.ts'
import { openBadMailServer, sendAll, transportTo } from '../notifications/post.ts'
import { openLineWard } from '../support/line.ts'
import { counterOf } from '../support/queue.ts'

const monthly = { status: 429, body: { message: 'You have reached your monthly limit.' } }

test.each([
  { mail: 'sent', line: 'sent', isCalled: false },
  { mail: 'sent', line: 'refused', isCalled: false },
  { mail: 'refused', line: 'sent', isCalled: false },
  { mail: 'refused', line: 'refused', isCalled: true },
  { mail: 'none', line: 'sent', isCalled: false },
  { mail: 'none', line: 'refused', isCalled: true },
])('of a closing nobody is called who was told: mail $mail, LINE $line', async ({ mail, line, isCalled }) => {
  const ward = await openLineWard({ now: '2026-12-01T08:00' })
  const { site } = ward
  const server = await openBadMailServer({})
  const transport = transportTo(server.url)
  const contact = mail === 'none' ? { email: null, phone: '03-0000-0000' } : {}
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-08T09:00', contact)
  await sendAll(site, transport)
  await ward.link(appointmentId)
  const days = { from: '2026-12-08', to: '2026-12-08' }
  const reason = { ja: '断水のため' }
  const closure = { counterId: counterOf(site, 'ido').id, kind: 'special', ...days, reason } as const
  const change = { rows: [{ kind: 'add_closure' as const, closure }], seen: null, because: reason }
  const decisions = new Map([[appointmentId, { kind: 'cancel' as const }]])
  const intent = { key: 'close', scope: 'test', body: {} }
  const actor = { id: 1, pseudonym: 'mihon' }
  await changeOpenings(site.deps, site.office, change, decisions, actor, intent)

  if (line === 'refused') ward.line.trouble = () => monthly
  if (mail === 'refused') server.faults = { RCPT: '550 5.1.1 no such user' }
  await sendAll(site, transport)
  await ward.send()

  const { id } = await site.deps.store.read(db =>
    db.selectFrom('opening_changes').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow(),
  )
  const calls = await site.deps.store.read(db => callsAfter(db, site.office, id, true))
  expect(calls.map(call => call.appointmentId)).toEqual(isCalled ? [appointmentId] : [])
})
