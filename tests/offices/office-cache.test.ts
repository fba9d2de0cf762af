import { expect, test } from 'vitest'
import type { Db } from '#db/store.ts'
import { createOfficeCache } from '#src/offices/office-cache.ts'
import { counterById, isDiscreet, servicesBySlug } from '#src/offices/office.ts'
import { loadOffice } from '#src/offices/queries.ts'
import { openWard } from '../support/ward.ts'

async function openCache() {
  const ward = await openWard()
  const { store } = ward.deps
  let ticks = 0
  const cache = createOfficeCache(store, () => ticks)
  const name = async () => (await cache.bySlug('mihon'))?.name.ja
  const rename = (ja: string, { quietly = false } = {}) =>
    store.write(async db => {
      await db
        .updateTable('offices')
        .set({ name: JSON.stringify({ ja }) })
        .execute()
      if (!quietly) await raise(db)
    })
  return { ward, store, cache, name, rename, pass: (milliseconds: number) => (ticks += milliseconds) }
}

function raise(db: Db) {
  return db
    .updateTable('offices')
    .set(eb => ({ revision: eb('revision', '+', 1) }))
    .execute()
}

test('an office is looked at again when its copy is five seconds old', async () => {
  const { name, rename, pass } = await openCache()
  const before = await name()
  await rename('新しい区役所')

  pass(4999)
  expect(await name()).toBe(before)
  pass(1)
  expect(await name()).toBe('新しい区役所')
})

test('whoever asks for now gets what has just been changed, and from then on everybody', async () => {
  const { cache, name, rename } = await openCache()
  const before = await cache.bySlug('mihon')
  expect(await cache.asOfNow()).toEqual([before])
  expect(await cache.bySlug('mihon')).toBe(before)
  await rename('新しい区役所')

  const [now] = await cache.asOfNow()

  expect(now?.name.ja).toBe('新しい区役所')
  expect(await name()).toBe('新しい区役所')
})

test('an office whose revision has not risen keeps its copy', async () => {
  const { cache, rename, pass } = await openCache()
  const before = await cache.bySlug('mihon')
  await rename('気づかれない', { quietly: true })

  pass(5000)

  expect(await cache.bySlug('mihon')).toBe(before)
})

test('within a transaction an office is as of that very moment', async () => {
  const { ward, store, cache, name, rename } = await openCache()
  await name()
  await rename('新しい区役所')

  const current = await store.write(db => cache.current(db, ward.office.id))

  expect(current.name.ja).toBe('新しい区役所')
  expect(await name()).toBe('新しい区役所')
})

test('an office asked for by a deed first does not hide the others', async () => {
  const { ward, store, cache } = await openCache()
  await store.write(async db => {
    const { id: _, ...values } = await db.selectFrom('offices').selectAll().executeTakeFirstOrThrow()
    await db
      .insertInto('offices')
      .values({ ...values, slug: 'another' })
      .execute()
  })
  await store.write(db => cache.current(db, ward.office.id))

  expect((await cache.list()).map(office => office.slug)).toEqual(['mihon', 'another'])
})

test('a change that was rolled back is not kept in memory', async () => {
  const { ward, store, cache, rename } = await openCache()
  await cache.list()
  const undone = store.write(async db => {
    await db
      .updateTable('offices')
      .set({ name: JSON.stringify({ ja: '取り消し' }) })
      .execute()
    await raise(db)
    await cache.current(db, ward.office.id)
    throw new Error('rolled back')
  })
  await expect(undone).rejects.toThrow('rolled back')
  await rename('本当の名前')

  expect((await store.write(db => cache.current(db, ward.office.id))).name.ja).toBe('本当の名前')
})

test('many who ask for the first time at once load the office once', async () => {
  const { cache } = await openCache()

  const offices = await Promise.all(Array.from({ length: 20 }, () => cache.bySlug('mihon')))

  expect(new Set(offices).size).toBe(1)
})

test('an unknown slug is nothing, an unknown number within a deed is a bug', async () => {
  const { store, cache } = await openCache()

  expect(await cache.bySlug('nowhere')).toBeNull()
  await expect(store.write(db => cache.current(db, 999))).rejects.toThrow('no office 999')
  expect(await store.read(db => loadOffice(db, 999))).toBeNull()
})

test('services are found by their slugs, each once and in the order given, or not at all', async () => {
  const { office } = await openWard()

  expect(servicesBySlug(office, ['tenkyo', 'tennyu', 'tenkyo'])?.map(({ slug }) => slug)).toEqual([
    'tenkyo',
    'tennyu',
  ])
  expect(servicesBySlug(office, ['tennyu', 'nothing'])).toBeNull()
  expect(servicesBySlug(office, [])).toEqual([])
  expect(() => counterById(office, 999_999)).toThrow('no counter 999999')
})

test('a visit with one sensitive service among others is discreet', async () => {
  const { office } = await openWard()
  const sensitive = office.services.filter(service => service.isSensitive)
  const plain = office.services.filter(service => !service.isSensitive)

  expect(sensitive.length).toBeGreaterThan(0)
  expect(isDiscreet(plain)).toBe(false)
  expect(isDiscreet([...plain.slice(0, 2), ...sensitive.slice(0, 1)])).toBe(true)
})
