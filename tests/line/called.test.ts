import { expect, test } from 'vitest'
import { outbox } from '../notifications/post.ts'
import { hanako, openLineWard } from '../support/line.ts'
import { checkIn, done, openWindows, ticketNow, walkIn } from '../support/queue.ts'

async function openWithArrival() {
  const ward = await openLineWard({ now: '2026-12-01T08:50' })
  const { site } = ward
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  await ward.link(appointmentId)
  const [desk] = await openWindows(site, 'ido')
  const ticket = done(await checkIn(site, appointmentId))
  return { ...ward, desk, ticket, appointmentId }
}

function calls({ line }: Awaited<ReturnType<typeof openWithArrival>>) {
  return line.pushed.map(({ shown }) => `${shown.alt} ${shown.words.at(-1)}`)
}

test('who has linked the booking is told once that they are called, with the window', async () => {
  const ward = await openWithArrival()

  await ward.desk.callNext()
  await ward.send()
  await ward.send()

  expect(calls(ward)).toEqual([
    expect.stringMatching(
      new RegExp(`^${ward.ticket.number} の番号の方をお呼びしています \\d階 .+番窓口へお越しください。$`),
    ),
  ])
  expect(ward.line.pushed[0]?.to).toBe(hanako)
})

test('calling out again at the window is no new message, and calling somebody who was absent is one', async () => {
  const ward = await openWithArrival()
  const { desk, site } = ward
  const now = () => ticketNow(site, ward.ticket)
  await desk.callNext()
  await desk.act('call-again', await now())
  await desk.act('call-again', await now())
  await ward.send()
  expect(calls(ward).length).toBe(1)

  await desk.act('no-show', await now())
  done(await desk.callTicket(await now()))
  await ward.send()
  expect(calls(ward).length).toBe(2)
})

test('a call to collect is told as well', async () => {
  const ward = await openWithArrival()
  const { desk, site } = ward
  const now = () => ticketNow(site, ward.ticket)
  await desk.callNext()
  await ward.send()
  await desk.act('serve', await now())
  await desk.act('hand-in', await now())
  done(await desk.act('collect', await now()))
  await ward.send()

  expect(calls(ward).length).toBe(2)
})

test('a call that LINE could not take within five minutes is not told any more, and nothing is mailed', async () => {
  const ward = await openWithArrival()
  ward.line.trouble = () => ({ status: 503, body: { message: '' } })
  await ward.desk.callNext()
  await ward.send()

  ward.site.setNow('2026-12-01T08:55')
  ward.line.trouble = () => null
  await ward.send()

  expect(calls(ward)).toEqual([])
  const rows = (await outbox(ward.site)).filter(row => row.kind === 'called')
  expect(rows).toMatchObject([{ state: 'expired', message_json: null, channel: 'line' }])
})

test('a call that LINE could not take at once is not told when it is over by then', async () => {
  const over = {
    undone: async ({ desk, site, ticket }) => void done(await desk.undo(await ticketNow(site, ticket))),
    served: async ({ desk, site, ticket }) =>
      void done(await desk.act('serve', await ticketNow(site, ticket))),
    absent: async ({ desk, site, ticket }) =>
      void done(await desk.act('no-show', await ticketNow(site, ticket))),
  } satisfies Record<string, (ward: Awaited<ReturnType<typeof openWithArrival>>) => Promise<void>>
  for (const [how, ends] of Object.entries(over)) {
    const ward = await openWithArrival()
    ward.line.trouble = () => ({ status: 503, body: { message: '' } })
    await ward.desk.callNext()
    await ward.send()
    await ends(ward)

    ward.site.setNow('2026-12-01T08:52')
    ward.line.trouble = () => null
    await ward.send()

    expect(calls(ward), how).toEqual([])
    const rows = (await outbox(ward.site)).filter(row => row.kind === 'called')
    expect(rows, how).toMatchObject([{ state: 'expired', message_json: null }])
  }
})

test('of two calls that LINE could not take at once the last one is told, and not the window of the first', async () => {
  const ward = await openWithArrival()
  const [, other] = await openWindows(ward.site, 'ido', 2)
  ward.line.trouble = () => ({ status: 503, body: { message: '' } })
  await ward.desk.callNext()
  await ward.send()
  done(await ward.desk.undo(await ticketNow(ward.site, ward.ticket)))
  done(await other.callNext())

  ward.site.setNow('2026-12-01T08:52')
  ward.line.trouble = () => null
  await ward.send()

  expect(calls(ward)).toEqual([expect.stringContaining('2-2番窓口')])
  const rows = (await outbox(ward.site)).filter(row => row.kind === 'called')
  expect(rows.map(({ state }) => state)).toEqual(['expired', 'sent'])
})

test('nobody is told who has not linked a booking', async () => {
  const ward = await openWithArrival()
  const other = await walkIn(ward.site, 'tennyu')
  await ward.writes('連携解除')

  await ward.desk.callNext()
  await ward.desk.act('no-show', await ticketNow(ward.site, ward.ticket))
  done(await ward.desk.callTicket(other))

  expect((await outbox(ward.site)).filter(row => row.kind === 'called')).toEqual([])
})
