import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { cancel } from '#src/booking/cancel.ts'
import { reschedule } from '#src/booking/reschedule.ts'
import { sendDueMessages, type Transport } from '#src/notifications/send-due-messages.ts'
import { smtpTransport } from '#src/notifications/transport.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'
import { type BadMailServer, type Faults, startBadMailServer } from './bad-mail-server.ts'

/** The sample ward with a public address. */
export function openWardWithAddress(now = '2026-12-01T08:00'): Promise<Ward> {
  return openWard({
    now,
    settings: { PUBLIC_URL: 'https://yoyaku.mihon.example', MAIL_FROM: 'yoyaku@mihon.example' },
  })
}

/** A mail server that goes wrong at a chosen step, closed when the test ends. */
export async function openBadMailServer(faults: Faults): Promise<BadMailServer> {
  const server = await startBadMailServer(faults)
  onTestFinished(() => server.close())
  return server
}

/** A transport to a server, closed when the test ends. */
export function transportTo(url: string): Transport {
  const transport = smtpTransport(url, 'yoyaku@mihon.example')
  onTestFinished(() => transport.close())
  return transport
}

export function sendAll(ward: Ward, transport: Transport): Promise<number> {
  return sendDueMessages(ward.deps, transport)
}

export async function cancelled(ward: Ward, appointmentId: number): Promise<void> {
  const intent = { key: randomUUID(), scope: 'test', body: 'cancel' }
  const outcome = await cancel(ward.deps, ward.office, appointmentId, 'web', intent)
  if (!outcome.ok) throw new Error(`not cancelled: ${outcome.reason}`)
}

export async function rescheduled(ward: Ward, appointmentId: number, startsAt: string): Promise<void> {
  const intent = { key: randomUUID(), scope: 'test', body: 'reschedule' }
  const outcome = await reschedule(ward.deps, ward.office, appointmentId, instant(startsAt), 'web', intent)
  if (!outcome.ok) throw new Error(`not rescheduled: ${outcome.reason}`)
}

/** Books up to 27 visits, each at a time of its own. */
export async function manyBooked(ward: Ward, count: number): Promise<void> {
  const times = [10, 11, 14].flatMap(hour => ['00', '15', '30'].map(minute => `${hour}:${minute}`))
  const starts = ['02', '03', '04'].flatMap(day => times.map(time => `2026-12-${day}T${time}`))
  for (const startsAt of starts.slice(0, count)) await ward.booked(['tennyu'], startsAt)
}

/** The rows of the outbox in order. */
export function outbox(ward: Ward) {
  return ward.deps.store.read(db => db.selectFrom('outbox').selectAll().orderBy('id').execute())
}

/** Minutes from the ward's now until the only waiting message is due. */
export async function minutesUntilDue(ward: Ward): Promise<number | undefined> {
  const row = (await outbox(ward)).find(({ state }) => state === 'waiting')
  return row && (row.due_at - ward.deps.clock.now()) / 60_000
}
