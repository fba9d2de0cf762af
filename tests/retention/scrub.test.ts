import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { engine, openWard, type Ward } from '../support/ward.ts'

/** Fills and empties pages so that rows move between them, and leaves every second person. */
async function stir({ deps, office }: Ward): Promise<void> {
  for (let round = 0; round < 40; round += 1)
    await deps.store.write(async db => {
      for (let number = 0; number < 100; number += 1) {
        const isGoing = number % 2 === 1
        const name = `${isGoing ? 'GOING' : 'STAYS'} ${round} ${'見'.repeat((number * 7) % 40)}`
        const row = { office_id: office.id, name, email: `${name}@example.test`, needs_json: '[]' }
        await db
          .insertInto('persons')
          .values({ ...row, email_key: `${name} key` })
          .execute()
      }
      const grow = { phone: 'x'.repeat(round * 3) }
      await db
        .updateTable('persons')
        .set(grow)
        .where('id', '>', round * 50)
        .where('id', '<', round * 60)
        .execute()
    })
  await deps.store.write(db => db.deleteFrom('persons').where('name', 'like', 'GOING%').execute())
}

function bytesOf({ databaseUrl }: Ward): Buffer {
  const path = databaseUrl.slice('file:'.length)
  return Buffer.concat([path, `${path}-wal`].map(file => readFileSync(file)))
}

test.runIf(engine === 'sqlite')(
  'a database written anew holds no byte of what was erased from it',
  async () => {
    const ward = await openWard()
    await stir(ward)
    expect(bytesOf(ward).includes('GOING')).toBe(true)

    await ward.deps.store.scrub()

    expect(bytesOf(ward).includes('GOING')).toBe(false)
    expect(bytesOf(ward).includes('STAYS')).toBe(true)
  },
)

test('deeds that come while it is written anew wait for it and are done', async () => {
  const ward = await openWard()
  await stir(ward)

  const [, booked] = await Promise.all([
    ward.deps.store.scrub(),
    ward.book(['tennyu'], '2026-12-02T09:00'),
    ward.deps.store.read(db => db.selectFrom('persons').select('id').execute()),
  ])

  expect(booked.ok).toBe(true)
})
