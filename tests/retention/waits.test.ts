import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { folderTransport } from '#src/notifications/transport.ts'
import { type ErasureOrder, eraseOnRequest } from '#src/retention/erase-on-request.ts'
import { type Chosen, type Found, nothingChosen, type Sought } from '#src/retention/held.ts'
import { heldJson } from '#src/retention/held-file.ts'
import { reapplyErasures } from '#src/retention/ledger.ts'
import { readHeld } from '#src/retention/read-held.ts'
import { searchHeld } from '#src/retention/search-held.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { endWaits } from '#src/waitlist/pass-on.ts'
import { newStaffMember } from '../support/queue.ts'
import { instant } from '../support/ward.ts'
import { openLine, starts, theDay } from '../waitlist/line.ts'
import { canary, findInTables, tracesOf } from './traces.ts'

const person = canary(1)
const byEmail: Sought = { by: 'email', value: person.email }

type Scene = Awaited<ReturnType<typeof openLine>> & { admin: StaffMember; mails: string }

/** A counter whose day is taken, and an administrator; mails are kept as files. */
async function openScene(): Promise<Scene> {
  const line = await openLine()
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-waits-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const mails = join(folder, 'mail')
  Object.assign(line.ward.deps.settings, { mailFolder: mails, ledgerFolder: folder })
  return { ...line, admin: await newStaffMember(line.ward, 'administrator'), mails }
}

const wait = ({ joined }: Scene) => joined({ ...person, name: person.name })

const search = ({ ward, admin }: Scene, sought = byEmail) => searchHeld(ward.deps, ward.office, admin, sought)

const chosen = ({ bookings, opinions, waits, lineUsers }: Found): Chosen => ({
  appointmentIds: bookings.map(({ appointmentId }) => appointmentId),
  opinionIds: opinions.map(({ opinionId }) => opinionId),
  entryIds: waits.map(({ entryId }) => entryId),
  lineUserIds: lineUsers.map(({ lineUserId }) => lineUserId),
})

function erase({ ward, admin }: Scene, which: Chosen, more: Partial<ErasureOrder> = {}) {
  const order: ErasureOrder = { ...which, why: 'request', isCancelling: true, ...more }
  return eraseOnRequest(ward.deps, ward.office, admin, order, { key: 'one', scope: 'test', body: order })
}

const left = ({ ward }: Scene) => findInTables(ward, tracesOf(ward, [person]))

test('a wait is found by its address, and all of it is in the file of what is held', async () => {
  const scene = await openScene()
  const { ward, admin } = scene
  const entryId = await wait(scene)
  await scene.joined()

  const found = await search(scene)
  const held = await readHeld(ward.deps, ward.office, admin, chosen(found), 'person_held_exported')

  expect(found.waits).toEqual([expect.objectContaining({ entryId, name: person.name })])
  expect(held.waits).toMatchObject([
    {
      ...{ state: 'waiting', fromDate: theDay, toDate: theDay, endedAt: null, offers: [] },
      ...{ joinedAt: instant('2026-12-01T09:00'), contact: person },
      messages: [{ kind: 'waitlisted', state: 'waiting' }],
      deeds: [{ deed: 'waitlist_joined' }],
    },
  ])
  expect(JSON.parse(heldJson(ward.office, held)).waits).toMatchObject([
    { counter: 'ido', fromTime: '00:00', toTime: '24:00', contact: person },
  ])
})

test('what somebody came or waits for is told by its name, also when the office offers it no longer', async () => {
  const scene = await openScene()
  const { ward, admin } = scene
  await wait(scene)
  const { appointmentId } = await ward.booked(['kokuho-kanyu'], '2026-12-08T09:00', person)
  await ward.change(db => db.updateTable('services').set({ retired_at: 1 }).execute())
  const office = await ward.deps.offices.bySlug('mihon')
  if (!office) throw new Error('no office')

  const which = { ...chosen(await search(scene)), appointmentIds: [appointmentId] }
  const held = await readHeld(ward.deps, office, admin, which, 'person_held_exported')

  expect(held.bookings).toMatchObject([{ services: [{ ja: '国民健康保険に入る' }] }])
  expect(held.waits).toMatchObject([{ services: [{ ja: '世帯変更届' }] }])
})

test('whoever waits and is erased waits no longer: no table, link or kept mail tells of them', async () => {
  const scene = await openScene()
  const entryId = await wait(scene)
  await sendDueMessages(scene.ward.deps, folderTransport(scene.mails))
  expect(await left(scene)).not.toEqual([])
  expect(readdirSync(scene.mails)).toHaveLength(scene.booked.length + 1)

  const outcome = await erase(scene, chosen(await search(scene)))

  expect(outcome).toMatchObject({ ok: true, erased: { waits: 1 } })
  expect(await left(scene)).toEqual([])
  expect(readdirSync(scene.mails)).toHaveLength(scene.booked.length)
  expect(await scene.entry(entryId)).toMatchObject({ state: 'ended', endReason: 'removed', person: null })
  const links = await scene.ward.deps.store.read(db =>
    db.selectFrom('waitlist_tokens').select('entry_id').execute(),
  )
  expect(links).toEqual([])
  expect((await search(scene)).waits).toEqual([])
})

test('a place that was offered to somebody who is erased goes to the next', async () => {
  const scene = await openScene()
  const first = await wait(scene)
  const second = await scene.joined()
  await scene.cancel(scene.booked[1] ?? 0)
  await scene.look()
  expect(await scene.offered(first)).toBe(starts[1])

  await erase(scene, { ...nothingChosen, entryIds: [first] })
  await scene.look()

  expect(await scene.offered(second)).toBe(starts[1])
  expect(await left(scene)).toEqual([])
})

test('a wait that is over, but not told yet, is found by whom its message is for', async () => {
  const scene = await openScene()
  const entryId = await wait(scene)
  scene.ward.setNow('2026-12-04T08:00')
  await endWaits(scene.ward.deps, scene.ward.office)
  expect((await scene.entry(entryId)).person).toBe(null)
  expect(await left(scene)).toEqual([`outbox: ${person.email}`])

  const found = await search(scene)

  expect(found.waits).toMatchObject([{ entryId, name: null }])
  await erase(scene, chosen(found))
  expect(await left(scene)).toEqual([])
})

test('a booking out of a wait takes the mails and links of the wait with it', async () => {
  const scene = await openScene()
  const entryId = await wait(scene)
  await scene.cancel(scene.booked[0] ?? 0)
  await scene.look()
  await scene.take(entryId)
  await sendDueMessages(scene.ward.deps, folderTransport(scene.mails))

  const found = await search(scene)
  expect(found).toMatchObject({ bookings: [{ name: person.name }], waits: [] })
  await erase(scene, chosen(found))

  expect(await left(scene)).toEqual([])
  const kept = readdirSync(scene.mails)
  // The four bookings of others, and the cancellation by which a place came free.
  expect(kept).toHaveLength(5)
  const links = await scene.ward.deps.store.read(db => db.selectFrom('waitlist_tokens').selectAll().execute())
  expect(links).toEqual([])
})

test('whom an older backup brings back to the line is taken out of it again', async () => {
  const scene = await openScene()
  const { store } = scene.ward.deps
  await wait(scene)
  const before = await store.read(async db => ({
    entries: await db.selectFrom('waitlist_entries').selectAll().execute(),
    tokens: await db.selectFrom('waitlist_tokens').selectAll().execute(),
  }))
  await erase(scene, chosen(await search(scene)))
  await store.write(async db => {
    await db.deleteFrom('erasures').execute()
    for (const { id, ...row } of before.entries)
      await db.updateTable('waitlist_entries').set(row).where('id', '=', id).execute()
    await db.insertInto('waitlist_tokens').values(before.tokens).execute()
  })
  expect(await left(scene)).not.toEqual([])

  expect(await reapplyErasures(scene.ward.deps)).toBe(1)

  expect(await left(scene)).toEqual([])
  expect(await scene.active()).toEqual([])
})

test('another office has nothing of a wait, and what is chosen without being there is not found', async () => {
  const scene = await openScene()
  const entryId = await wait(scene)
  const other = { ...scene.ward.office, id: scene.ward.office.id + 1 }
  const which = { ...nothingChosen, entryIds: [entryId] }

  expect(await erase({ ...scene, ward: { ...scene.ward, office: other } }, which)).toEqual({
    ok: false,
    reason: 'not_found',
  })
  expect(await left(scene)).not.toEqual([])
})

const step = fc.record({
  do: fc.constantFrom('join', 'free', 'take', 'decline', 'leave', 'send', 'later'),
  from: fc.nat(3),
})

test('whatever somebody has done in the line, no table tells of them once they are erased', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), fc.boolean(), async (steps, isOver) => {
      const scene = await openScene()
      const entries = [await wait(scene)]
      const booked = [...scene.booked]
      for (const [index, one] of steps.entries()) {
        const entryId = entries.at(-1) ?? 0
        if (one.do === 'join') {
          const outcome = await scene.join({ ...person, fromMinute: 540 + one.from * 15 })
          if (outcome.ok) entries.push(outcome.entryId)
        } else if (one.do === 'free') {
          const gone = booked.pop()
          if (gone !== undefined) await scene.cancel(gone)
          await scene.look()
        } else if (one.do === 'send') {
          await sendDueMessages(scene.ward.deps, folderTransport(scene.mails))
        } else if (one.do === 'later') {
          scene.ward.setNow(`2026-12-01T${10 + index}:30`)
          await scene.look()
        } else await scene[one.do as 'take'](entryId)
      }

      if (isOver) scene.ward.setNow('2026-12-04T08:00')
      if (isOver) await endWaits(scene.ward.deps, scene.ward.office)

      const which = chosen(await search(scene))
      await erase(scene, which)

      expect(await left(scene)).toEqual([])
    }),
    { numRuns: 8, seed: 7 },
  )
}, 60_000)
