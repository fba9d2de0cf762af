import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '#src/app.tsx'
import { cancel } from '#src/booking/cancel.ts'
import { reschedule } from '#src/booking/reschedule.ts'
import { forgetOldAnswers } from '#src/intents/once.ts'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { folderTransport } from '#src/notifications/transport.ts'
import { answer } from '#src/opinions/answer.ts'
import { purge } from '#src/retention/purge.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import { insertComment } from '#src/survey/comment-queries.ts'
import { bookedAtDesk } from '../reception/deeds.ts'
import { checkIn, done, newStaffMember, openWindows } from '../support/queue.ts'
import { engine, instant, openWard, type Ward } from '../support/ward.ts'
import { sent } from '../opinions/deeds.ts'
import { canary, filesOf, findInTables, findTraces, tracesOf } from './traces.ts'

const full = '2026-12-02T14:00'

type Scene = { ward: Ward; folder: string; mails: string; texts: string[] }

/** A ward whose mails, ledger and log lie in one folder. */
async function openWatched(): Promise<{ ward: Ward; folder: string; mails: string; writeLog: () => void }> {
  const ward = await openWard()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-canary-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const mails = join(folder, 'mail')
  const log: string[] = []
  ward.deps.log = pino({ level: 'trace' }, { write: line => void log.push(line) })
  Object.assign(ward.deps.settings, { mailFolder: mails, ledgerFolder: folder })
  return { ward, folder, mails, writeLog: () => writeFileSync(join(folder, 'log'), log.join('')) }
}

/** People book, change, cancel, come, are mailed, write, and are heard of in an error. */
async function live(ward: Ward, mails: string): Promise<string[]> {
  const { deps, office } = ward
  const people = Array.from({ length: 6 }, (_, index) => canary(index))
  const staff = await newStaffMember(ward, 'supervisor')
  const booked: number[] = []
  for (const [index, person] of people.slice(0, 4).entries()) {
    const startsAt = `2026-12-02T${String(9 + index).padStart(2, '0')}:00`
    const outcome = await ward.booked(['tennyu'], startsAt, {
      ...person,
      needs: ['wheelchair', 'interpreter'],
    })
    booked.push(outcome.appointmentId)
  }
  const [coming = 0, moving = 0, cancelling = 0] = booked
  const intent = () => ({ key: randomUUID(), scope: 'canary', body: people })
  await reschedule(deps, office, moving, instant('2026-12-03T10:00'), 'web', intent())
  await cancel(deps, office, cancelling, 'web', intent())
  const reason = '合図の言葉カナリヤのため'
  for (let window = 0; window < 5; window += 1) await bookedAtDesk(ward, staff, ['tennyu'], full)
  await bookedAtDesk(ward, staff, ['tennyu'], full, { ...people[4], overbookReason: reason })

  const contact = canary(5)
  const text = 'カナリヤの声が小さくて聞こえません'
  const opinion = await sent(ward, { text, contact })
  const told = '次は合図の言葉カナリヤでお呼びします'
  await answer(deps, office, { staff, opinionId: opinion.id, seen: 1 }, { text: told, by: 'email' })
  const comment = '窓口のカナリヤさんが親切でした'
  await deps.store.write(db => insertComment(db, { officeId: office.id, month: '2026-12', body: comment }))

  await sendDueMessages(deps, folderTransport(mails))
  await createApp({
    ...deps,
    offices: { ...deps.offices, list: () => Promise.reject(new Error(text)) },
  }).request('/readyz')
  const [desk] = await openWindows(ward, 'ido')
  const ticket = done(await checkIn(ward, coming, { at: '2026-12-02T08:55' }))
  await desk.callNext()
  await desk.act('serve', ticket)
  await desk.act('finish', ticket)
  return [...tracesOf(ward, people.slice(0, 5)), ...Object.values(contact), reason, text, told, comment]
}

const figuresOf = ({ deps }: Ward) =>
  deps.store.read(async db => ({
    summaries: await db
      .selectFrom('summaries')
      .selectAll()
      .orderBy('start_date')
      .orderBy('cells_json')
      .execute(),
    facts: await db.selectFrom('ticket_facts').selectAll().orderBy('ticket_id').execute(),
    appointments: await db
      .selectFrom('appointments')
      .select(['id', 'state', 'reference', 'people', 'language', 'channel', 'booked_at', 'cancelled_by'])
      .orderBy('id')
      .execute(),
  }))

async function openScene(): Promise<Scene & { writeLog: () => void }> {
  const { ward, folder, mails, writeLog } = await openWatched()
  const texts = await live(ward, mails)
  ward.setNow('2026-12-04T06:00')
  await keepUp(ward.deps)
  return { ward, folder, mails, texts, writeLog }
}

test('after the purge no byte of a person is left, and every figure is', { timeout: 120_000 }, async () => {
  const { ward, folder, mails, texts, writeLog } = await openScene()
  const before = await figuresOf(ward)

  // The same search finds each of them while they may be there.
  const missingIn = (found: readonly string[]) =>
    texts.filter(text => !found.some(place => place.endsWith(text)))
  expect(missingIn(await findInTables(ward, texts))).toEqual([])
  expect(engine === 'postgres' ? [] : missingIn(findTraces(filesOf(ward), texts))).toEqual([])
  expect(
    findTraces(
      filesOf(ward, mails).filter(path => path.endsWith('.eml')),
      texts,
    ),
  ).not.toEqual([])
  expect(readdirSync(mails).length).toBeGreaterThan(4)

  ward.setNow('2030-02-01T03:30')
  await ward.deps.store.write(db => forgetOldAnswers(db, ward.deps.clock.now()))
  await purge(ward.deps)
  writeLog()

  expect(await findInTables(ward, texts)).toEqual([])
  expect(
    findTraces(
      filesOf(ward, mails, folder).filter(path => path !== mails),
      texts,
    ),
  ).toEqual([])
  expect(readdirSync(mails)).toEqual([])
  expect(await figuresOf(ward)).toEqual(before)
  expect((await verifyFigures(ward.deps)).disagreements).toEqual([])
})

test('a text is found in every form it may have', () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-forms-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const wide = Buffer.from('見本 太郎', 'utf16le')
  const forms = [
    Buffer.from('..見本 太郎..'),
    wide,
    Buffer.from(wide).swap16(),
    Buffer.from('6KaL5pysIOWkqumDjg=='),
  ]
  forms.forEach((bytes, index) => writeFileSync(join(folder, `${index}`), bytes))

  const paths = forms.map((_, index) => join(folder, `${index}`))
  expect(findTraces(paths, ['見本 太郎'])).toEqual(paths.map(path => `${path}: 見本 太郎`))
})
