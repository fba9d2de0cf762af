import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import { forgetOldAnswers, type Intent, once } from '#src/intents/once.ts'
import { openWard } from '../support/ward.ts'

const day = 24 * 3_600_000
const intent: Intent = { key: 'key', scope: 'here', body: { a: 1, b: [2, { c: 3, d: 4 }] } }

async function openCounting() {
  const ward = await openWard()
  const { store } = ward.deps
  let times = 0
  const run = (given: Intent = intent, now = day) =>
    store.write(db =>
      once(db, given, now, async () => {
        times += 1
        const text = `answer ${times}`
        // Long enough for others with the same key to come while it runs.
        await sleep(10)
        return { ok: true, text }
      }),
    )
  return { store, run, times: () => times }
}

function rowsOf(store: Store) {
  return store.read(db => db.selectFrom('idempotency_keys').selectAll().execute())
}

test('a deed is done once for a key, and its answer given again', async () => {
  const { run, times } = await openCounting()

  const answers = [await run(), await run(), await run()]

  expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, text: 'answer 1' })))
  expect(times()).toBe(1)
})

test('the order in which the members of a body come does not matter', async () => {
  const { run } = await openCounting()
  await run()

  const again = await run({ ...intent, body: { b: [2, { d: 4, c: 3 }], a: 1 } })

  expect(again).toEqual({ ok: true, text: 'answer 1' })
})

test.each([
  ['another value', { a: 2, b: [2, { c: 3, d: 4 }] }],
  ['a text for a number', { a: '1', b: [2, { c: 3, d: 4 }] }],
  ['another order of a list', { a: 1, b: [{ c: 3, d: 4 }, 2] }],
  ['one member more', { a: 1, b: [2, { c: 3, d: 4 }], e: null }],
  ['nothing', null],
])('the same key with %s is refused', async (_, body) => {
  const { run, times } = await openCounting()
  await run()

  expect(await run({ ...intent, body })).toEqual({ ok: false, reason: 'key_reused' })
  expect(times()).toBe(1)
})

test('the same key elsewhere is another intent', async () => {
  const { run, times } = await openCounting()
  await run()

  expect(await run({ ...intent, scope: 'there' })).toEqual({ ok: true, text: 'answer 2' })
  expect(times()).toBe(2)
})

test('an answer is given again for 24 hours and not a millisecond longer', async () => {
  const { run, times } = await openCounting()
  await run(intent, day)

  expect(await run(intent, 2 * day - 1)).toMatchObject({ text: 'answer 1' })
  expect(await run(intent, 2 * day)).toMatchObject({ text: 'answer 2' })
  expect(await run(intent, 3 * day - 1)).toMatchObject({ text: 'answer 2' })
  expect(times()).toBe(2)
})

test('an old key used again by many at once is one more deed', async () => {
  const { run, times } = await openCounting()
  await run(intent, day)

  const answers = await Promise.all(Array.from({ length: 20 }, () => run(intent, 3 * day)))

  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  expect(times()).toBe(2)
})

test('a deed that says no is not remembered', async () => {
  const { store, run } = await openCounting()

  const refused = await store.write(db => once(db, intent, day, async () => ({ ok: false, reason: 'full' })))

  expect(refused).toEqual({ ok: false, reason: 'full' })
  expect(await rowsOf(store)).toEqual([])
  expect(await run()).toMatchObject({ ok: true })
})

test('a deed that throws is not remembered', async () => {
  const { store, run } = await openCounting()
  const failing = store.write(db =>
    once(db, intent, day, async () => {
      throw new Error('a bug')
    }),
  )

  await expect(failing).rejects.toThrow('a bug')

  expect(await run()).toMatchObject({ ok: true })
})

test('neither the key nor the answer is stored in clear, and each answer looks different', async () => {
  const { store } = await openCounting()
  for (const key of ['the first key', 'the second key'])
    await store.write(db =>
      once(db, { ...intent, key }, day, async () => ({ ok: true, token: 'the-secret-token' })),
    )

  const rows = await rowsOf(store)
  const text = JSON.stringify(rows)
  const decoded = rows.map(row => Buffer.from(row.answer, 'base64url').toString('latin1')).join()
  expect(text).not.toMatch(/first key|second key|secret-token/)
  expect(decoded).not.toContain('secret-token')
  expect(rows[0]?.answer).not.toBe(rows[1]?.answer)
})

test('an answer that somebody has changed in the database is not given', async () => {
  const { store, run } = await openCounting()
  await run()
  await store.write(db =>
    db
      .updateTable('idempotency_keys')
      .set({ answer: 'A'.repeat(80) })
      .execute(),
  )

  await expect(run()).rejects.toThrow('an answer that its own key does not open')
})

test('old answers are forgotten and young ones kept', async () => {
  const { store, run } = await openCounting()
  await run({ ...intent, key: 'old' }, day)
  await run({ ...intent, key: 'young' }, day + 1)

  await store.write(db => forgetOldAnswers(db, 2 * day))

  expect(await rowsOf(store)).toHaveLength(1)
})
