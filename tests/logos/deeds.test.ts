import { expect, test } from 'vitest'
import { changeLogo, enterLogo, removeLogo } from '#src/logos/change-logo.ts'
import { readPicture } from '#src/logos/picture.ts'
import { logoPicture, logosOf } from '#src/logos/queries.ts'
import { officeNow, staffOf } from '../catalogue/office.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { png } from './sample-picture.ts'

const alt = { ja: '見本区の区章', en: 'Emblem of Mihon Ward' }

function pictureOf(width: number) {
  const read = readPicture(png(width))
  if (!read.ok) throw new Error(read.reason)
  return read.picture
}

function stateOf(ward: Ward) {
  return ward.deps.store.read(db => logosOf(db, ward.office.id))
}

test('a picture is kept for its preview, then used, then taken away, and each is written down', async () => {
  const ward = await openWard()
  const admin = await staffOf(ward, 'admin')
  const [first, second] = [pictureOf(120), pictureOf(130)]
  const { hash } = first

  await enterLogo(ward.deps, admin, ward.office, first)
  expect((await officeNow(ward)).logo).toBeNull()
  expect(await changeLogo(ward.deps, admin, ward.office, { hash: second.hash, alt })).toEqual({
    ok: false,
    reason: 'stale',
  })
  expect(await changeLogo(ward.deps, admin, ward.office, { hash, alt })).toEqual({ ok: true })
  const { revision, logo } = await officeNow(ward)
  expect(logo).toEqual({ hash, kind: 'png', width: 120, height: 60, alt })
  const kept = await ward.deps.store.read(db => logoPicture(db, ward.office.id, 'used', hash))
  expect(Buffer.from(kept?.bytes ?? []).equals(Buffer.from(first.bytes))).toBe(true)

  await enterLogo(ward.deps, admin, ward.office, second)
  await enterLogo(ward.deps, admin, ward.office, second)
  expect(Object.keys(await stateOf(ward)).toSorted()).toEqual(['draft', 'used'])
  await removeLogo(ward.deps, admin, ward.office, { hash: second.hash, state: 'used' })
  expect((await officeNow(ward)).logo?.hash).toBe(hash)
  await removeLogo(ward.deps, admin, ward.office, { hash: second.hash, state: 'draft' })
  await removeLogo(ward.deps, admin, ward.office, { hash, state: 'used' })
  await removeLogo(ward.deps, admin, ward.office, { hash, state: 'used' })
  expect((await officeNow(ward)).logo).toBeNull()
  expect((await officeNow(ward)).revision).toBeGreaterThan(revision)
  expect(await stateOf(ward)).toEqual({})

  const deeds = await ward.deps.store.read(db =>
    db.selectFrom('audit').select('deed').where('deed', 'like', 'logo%').orderBy('id').execute(),
  )
  expect(deeds.map(({ deed }) => deed)).toEqual([
    ...['logo_entered', 'logo_changed', 'logo_entered', 'logo_removed', 'logo_removed'],
  ])
})

test('words for a picture in use change without sending it again, and keep languages no page enters', async () => {
  const ward = await openWard()
  const admin = await staffOf(ward, 'admin')
  const picture = pictureOf(120)
  await enterLogo(ward.deps, admin, ward.office, picture)
  await changeLogo(ward.deps, admin, ward.office, { hash: picture.hash, alt: { ...alt, pt: 'Emblema' } })

  await changeLogo(ward.deps, admin, ward.office, { hash: picture.hash, alt: { ja: '区のマーク' } })
  expect((await officeNow(ward)).logo?.alt).toEqual({ ja: '区のマーク', pt: 'Emblema' })
})
