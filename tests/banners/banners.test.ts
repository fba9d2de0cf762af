import { describe, expect, test } from 'vitest'
import { parseBanner, type TypedBanner } from '#src/banners/banner-draft.ts'
import { endBanner } from '#src/banners/end-banner.ts'
import { showBanner } from '#src/banners/show-banner.ts'
import { bannerMark, bannersAt, nextBannerChange } from '#src/offices/banner.ts'
import type { Office } from '#src/offices/office.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'

const typed: TypedBanner = {
  ...{ kind: 'disruption', counter: 'all', ja: '停電のため、\n窓口を閉めています。', en: '' },
  ...{ fromDate: '', fromTime: '', untilDate: '2026-12-01', untilTime: '17:00' },
}
const now = '2026-12-01T10:00'

async function open() {
  const ward = await openWard({ now })
  const admin = await newStaffMember(ward, 'administrator')
  return { ward, admin, atIdo: { ...admin, counterIds: [counterOf(ward, 'ido').id] } }
}

function parse(ward: Ward, staff: StaffMember, more: Partial<TypedBanner> = {}) {
  return parseBanner(ward.office, staff, { ...typed, ...more }, ward.deps.clock.now())
}

function show(
  ward: Ward,
  staff: StaffMember,
  more: Partial<TypedBanner> = {},
  key: string = more.ja ?? 'one',
) {
  const parsed = parse(ward, staff, more)
  if (!parsed.ok) throw new Error(parsed.errors.map(({ reason }) => reason).join())
  return showBanner(ward.deps, ward.office, staff, parsed.banner, { key, scope: 'test', body: more })
}

const officeNow = ({ deps, office }: Ward): Promise<Office> =>
  deps.store.read(db => deps.offices.current(db, office.id))

const toldNow = async (ward: Ward) =>
  bannersAt(await officeNow(ward), ward.deps.clock.now()).map(({ text }) => text.ja)

const deeds = async ({ deps }: Ward) =>
  (await deps.store.read(db => db.selectFrom('audit').select('deed').execute())).map(({ deed }) => deed)

describe('what is typed', () => {
  test('is told from now on when no beginning is given, in one line', async () => {
    const { ward, admin } = await open()

    expect(parse(ward, admin)).toEqual({
      ok: true,
      banner: {
        ...{ kind: 'disruption', counterId: null, text: { ja: '停電のため、 窓口を閉めています。' } },
        ...{ from: instant(now), until: instant('2026-12-01T17:00') },
      },
    })
  })

  test.for<[Partial<TypedBanner>, string]>([
    [{ kind: '' }, 'kind'],
    [{ counter: 'none' }, 'counter'],
    [{ ja: ' ' }, 'ja'],
    [{ ja: 'あ'.repeat(201) }, 'long'],
    [{ en: 'a'.repeat(201) }, 'long'],
    [{ fromDate: '2026-12-01' }, 'from'],
    [{ untilTime: '' }, 'until'],
    [{ untilDate: '2026-02-29' }, 'until'],
    [{ untilTime: '10:00' }, 'order'],
    [{ fromDate: '2026-12-02', fromTime: '09:00' }, 'order'],
    [{ untilDate: '2027-01-01', untilTime: '10:01' }, 'far'],
  ])('%j is refused as %s', async ([more, reason]) => {
    const { ward, admin } = await open()

    expect(parse(ward, admin, more)).toMatchObject({ ok: false, errors: [{ reason }] })
  })

  test.for<Partial<TypedBanner>>([
    { ja: 'あ'.repeat(200) },
    { untilTime: '10:01' },
    { untilDate: '2027-01-01', untilTime: '10:00' },
  ])('%j is just allowed', async more => {
    const { ward, admin } = await open()

    expect(parse(ward, admin, more).ok).toBe(true)
  })

  test('whoever works at one counter tells of that alone', async () => {
    const { ward, atIdo } = await open()

    expect(parse(ward, atIdo, { counter: 'ido' }).ok).toBe(true)
    expect(parse(ward, atIdo, { counter: 'shomei' }).ok).toBe(false)
    expect(parse(ward, atIdo, { counter: 'all' }).ok).toBe(false)
  })
})

describe('what is told', () => {
  test('begins and ends by itself, disruptions first', async () => {
    const { ward, admin } = await open()
    await show(ward, admin, { ja: '混雑', kind: 'information', untilTime: '12:00' })
    await show(ward, admin, { ja: '停電', fromDate: '2026-12-01', fromTime: '11:00' })
    const office = await officeNow(ward)

    expect(nextBannerChange(office, instant(now))).toBe(instant('2026-12-01T11:00'))
    for (const [at, told] of [
      ['10:59', ['混雑']],
      ['11:00', ['停電', '混雑']],
      ['12:00', ['停電']],
      ['17:00', []],
    ] as const)
      expect(bannersAt(office, instant(`2026-12-01T${at}`)).map(({ text }) => text.ja)).toEqual(told)
    expect(nextBannerChange(office, instant('2026-12-01T17:00'))).toBe(Number.POSITIVE_INFINITY)
  })

  test('pressed twice, it is told once; ended, it is told no more; both are written down', async () => {
    const { ward, admin } = await open()
    const [first, second] = [await show(ward, admin), await show(ward, admin)]

    expect(first).toEqual(second)
    expect(await toldNow(ward)).toHaveLength(1)
    if (!first.ok) throw new Error(first.reason)
    ward.setNow('2026-12-01T10:05')
    expect(await endBanner(ward.deps, ward.office, admin, first.bannerId)).toEqual({ ok: true })

    expect(await toldNow(ward)).toEqual([])
    expect(await endBanner(ward.deps, ward.office, admin, first.bannerId)).toMatchObject({
      reason: 'not_found',
    })
    expect(await deeds(ward)).toEqual(['show_banner', 'end_banner'])
  })

  test('one that has not begun never begins once it is ended', async () => {
    const { ward, admin } = await open()
    const later = await show(ward, admin, { fromDate: '2026-12-01', fromTime: '11:00' })
    if (later.ok) await endBanner(ward.deps, ward.office, admin, later.bannerId)
    ward.setNow('2026-12-01T11:30')

    expect(await toldNow(ward)).toEqual([])
  })

  test('about the whole office is not ended by whoever works at one counter', async () => {
    const { ward, admin, atIdo } = await open()
    const shown = await show(ward, admin)
    if (!shown.ok) throw new Error(shown.reason)

    expect(await endBanner(ward.deps, ward.office, atIdo, shown.bannerId)).toMatchObject({
      reason: 'not_yours',
    })
    expect(await toldNow(ward)).toHaveLength(1)
  })

  test('those who listen to a counter are told that there is something else, also by time alone', async () => {
    const { ward, admin } = await open()
    const ido = counterOf(ward, 'ido').id
    const heard = async () => (await ward.deps.live.state(ido)).state.banners
    expect(await heard()).toBe('')

    await show(ward, admin)
    const mark = bannerMark(bannersAt(await officeNow(ward), ward.deps.clock.now()))

    expect(mark).not.toBe('')
    expect(await heard()).toBe(mark)
    ward.setNow('2026-12-01T17:00')
    ward.deps.live.changed(ido)
    expect(await heard()).toBe('')
  })
})
