import { expect, test } from 'vitest'
import { accessibilityFields } from '#src/disclosures/accessibility.ts'
import { changeDisclosure } from '#src/disclosures/change-disclosure.ts'
import { changedFields, ownTexts, textOfField } from '#src/disclosures/disclosure.ts'
import { bookingsLedger, mayorOf, opinionsLedger } from '#src/disclosures/ledger.ts'
import { disclosureFields } from '#src/disclosures/shown-disclosure.ts'
import { countPeople, savedTexts } from '#src/disclosures/queries.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { openWard, type Ward } from '../support/ward.ts'

const fields = [
  { key: 'a', language: 'ja', label: '甲', filledIn: '見本' },
  { key: 'b', language: 'ja', label: '乙', filledIn: 'なし' },
] as const

test('only what an office words itself is kept; what is left empty goes back to what was filled in', () => {
  const texts = ownTexts(fields, { a: ' 見本 ', b: '市の様式\r\nによる', c: '知らない項目' })

  expect(texts).toEqual({ b: '市の様式\nによる' })
  expect(fields.map(field => textOfField(field, texts))).toEqual(['見本', '市の様式\nによる'])
  expect(ownTexts(fields, { a: '', b: 'なし' })).toEqual({})
  expect(changedFields({ b: '一' }, { a: '二', b: '一' })).toEqual(['a'])
})

test.for([
  ['見本市見本区文の里1丁目1番1号', '見本市長'],
  ['大阪府見本市見本区1番', '見本市長'],
  ['見本区1番', '市長'],
])('the office at %s belongs to %s', ([ja = '', mayor]) => {
  const contact = { address: { ja }, phone: '', callCentre: { name: { ja: '' }, phone: '' } }

  expect(mayorOf({ contact })).toBe(mayor)
})

test('no field of a sheet is blank', async () => {
  const { office } = await openWard()
  const kept = { bookings: 45, contacts: 90 }
  const all = [bookingsLedger(office, kept), opinionsLedger(office, kept), accessibilityFields(office)]

  for (const sheet of all) {
    expect(sheet.every(({ label, filledIn }) => label !== '' && filledIn !== '')).toBe(true)
    expect(new Set(sheet.map(({ key }) => key)).size).toBe(sheet.length)
  }
  const note = all[0]?.find(({ key }) => key === 'note')
  expect(note?.filledIn).toContain('来庁日の45日後に消去する')
})

test('an office that does not erase yet publishes no day on which it would', async () => {
  const { office } = await openWard()
  const notesOf = (isErasing: boolean) =>
    (['bookings', 'opinions'] as const).map(kind => {
      const retention = { ...office.retention, isErasing }
      const note = disclosureFields(kind, { ...office, retention }).find(({ key }) => key === 'note')
      return /\d+日後に消去する/.test(note?.filledIn ?? '')
    })

  expect(notesOf(true)).toEqual([true, true])
  expect(notesOf(false)).toEqual([false, false])
})

const staff = { id: 1, pseudonym: 'p-1' } as StaffMember

function word(ward: Ward, recipients: string, version: number) {
  const wording = { kind: 'bookings', texts: { recipients }, version } as const
  return changeDisclosure(ward.deps, ward.office, staff, wording)
}

test('a wording replaces the one that was seen, and no other', async () => {
  const ward = await openWard()

  expect(await word(ward, '市の情報政策課', 0)).toEqual({ ok: true })
  expect(await word(ward, '市の情報政策課', 0)).toEqual({ ok: true })
  expect(await word(ward, '別の課', 0)).toEqual({ ok: false, reason: 'changed_meanwhile' })
  expect(await word(ward, '別の課', 1)).toEqual({ ok: true })

  const saved = await ward.deps.store.read(db => savedTexts(db, ward.office.id, 'bookings'))
  expect(saved).toMatchObject({ version: 2, texts: { recipients: '別の課' } })
  const rows = await ward.deps.store.read(db =>
    db.selectFrom('audit').select('details_json as details').where('deed', '=', 'ledger_changed').execute(),
  )
  expect(rows.map(({ details }) => JSON.parse(details))).toEqual([
    { kind: 'bookings', fields: ['recipients'], version: 1 },
    { kind: 'bookings', fields: ['recipients'], version: 2 },
  ])
})

test('the register tells of how many people something is kept', async () => {
  const ward = await openWard()
  await ward.booked(['tennyu'], '2026-12-02T10:00')

  expect(await ward.deps.store.read(db => countPeople(db, ward.office.id))).toEqual({
    ...{ bookings: 1, opinions: 0 },
  })
})
