import { expect, test } from 'vitest'
import { checkNow } from '#src/operation/nightly-check.ts'
import { signIn } from '../support/staff.ts'
import { openSite, type Site } from '../support/site.ts'

async function pageOf(site: Site, login: string) {
  const headers = { ...(await signIn(site, login)), 'Accept-Language': 'ja' }
  const answer = await fetch(`${site.url}/staff/operation`, { headers })
  return { status: answer.status, html: await answer.text() }
}

test('before the first check an administrator is told when it will be', async () => {
  const { status, html } = await pageOf(await openSite(), 'admin')

  expect(status).toBe(200)
  expect(html).toContain('まだ点検していません')
  expect(html).toContain('このサーバーでは自動バックアップを使っていません')
  expect(html).not.toContain('問題は見つかっていません')
})

test('a check without faults is told in words for each invariant', async () => {
  const site = await openSite()
  await checkNow(site.deps)

  const { html } = await pageOf(site, 'admin')

  expect(html).toContain('問題は見つかっていません')
  expect(html.match(/問題なし/g)).toHaveLength(13)
  expect(html).toContain('稼働中に計測')
})

test('a fault, an old backup, mail that does not leave and a failing job are told, and what to do', async () => {
  const site = await openSite({ settings: { BACKUP_DIR: 'backups' } })
  await site.booked(['tennyu'], '2026-12-02T09:00')
  await site.deps.store.write(db => db.deleteFrom('places').execute())
  await checkNow(site.deps)
  site.deps.watch.lastBackupAt = Date.parse('2026-01-01T00:00:00Z')
  for (let count = 0; count < 3; count += 1)
    site.deps.watch.jobEnded('make backups', site.deps.clock.now(), false)
  site.setNow('2026-12-01T09:30')

  const { html } = await pageOf(site, 'admin')

  expect(html).toContain('確認が必要です')
  expect(html).toContain('食い違い1件')
  expect(html).toContain('has 0 places, needs 2 in a row')
  expect(html).toContain('1日以上、新しいものが作られていません')
  expect(html).toContain('1時間以上、送信できていないメールがあります')
  expect(html).toContain('make backups')
})

test('a disk that is nearly full and one that takes nothing are told, each in its words', async () => {
  const site = await openSite({ settings: { DISK_FREE_MIB_MIN: '9999999' } })
  await checkNow(site.deps)
  const low = await pageOf(site, 'admin')
  site.deps.watch.writes.isFailing = true
  const failing = await pageOf(site, 'admin')

  expect(low.html).toContain('空き容量が残りわずかです')
  expect(low.html).toContain('予約の受付は続けられます')
  expect(failing.html).toContain('いまデータを保存できないため')
  expect(failing.html).not.toContain('予約の受付は続けられます')
})

test('the details are not for an administrator of one office among several', async () => {
  const site = await openSite()
  await site.booked(['tennyu'], '2026-12-02T09:00')
  await site.deps.store.write(db => db.deleteFrom('places').execute())
  await checkNow(site.deps)
  await site.change(db =>
    db
      .insertInto('offices')
      .columns(['slug', 'name', 'contact_json', 'time_zone', ...ruleColumns])
      .expression(
        db
          .selectFrom('offices')
          .select(eb => [eb.val('other').as('slug'), 'name', 'contact_json', 'time_zone', ...ruleColumns]),
      )
      .execute(),
  )

  const { html } = await pageOf(site, 'admin')

  expect(html).toContain('食い違い1件')
  expect(html).not.toContain('has 0 places')
})

const ruleColumns = [
  ...(['slot_minutes', 'hold_minutes', 'booking_days_ahead', 'is_same_day_bookable', 'lead_minute'] as const),
  ...(['bookable_share_percent', 'lunch_from_minute', 'lunch_to_minute'] as const),
  ...(['active_bookings_per_contact_max', 'services_per_booking_max', 'people_per_booking_max'] as const),
  ...(['check_in_opens_minutes_before', 'late_grace_minutes', 'no_show_after_minutes'] as const),
]

test.for(['reception', 'clerk', 'contractor', 'supervisor'])(
  '%s has no such page, and no way there',
  async login => {
    const site = await openSite()
    const home = await fetch(`${site.url}/staff`, { headers: await signIn(site, login) })

    expect((await pageOf(site, login)).status).toBe(403)
    expect(await home.text()).not.toContain('/staff/operation')
  },
)
