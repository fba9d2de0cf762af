import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, valueOf } from '../support/visitor.ts'

const list = '/staff/setup/offices/mihon/openings'
const grid = `${list}/grid`
const change = `${grid}/change`

async function open() {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'admin')
  return { site, visitor }
}

test('the page offers the first day from which on nothing is booked', async () => {
  const { site, visitor } = await open()
  await site.booked(['tennyu'], '2026-12-08T14:00')

  const page = await visitor.get(grid)

  expect((await visitor.get(list)).html).toContain(`href="${grid}"`)
  expect(textOf(page.html)).toContain('いちばん後の予約は12月8日（火）です。12月9日（水）から変えられます。')
  expect(valueOf(formOf(page, grid), 'from')).toBe('2026-12-09')
})

test('the preview tells what becomes of bookings, times and services, and saves nothing', async () => {
  const { site, visitor } = await open()
  await site.booked(['tennyu'], '2026-12-08T14:00')

  const preview = await visitor.submit(await visitor.get(grid), grid, { minutes: '３０' })

  const text = textOf(preview.html)
  expect(preview.status).toBe(200)
  expect(text).toContain('2026年（令和8年）12月9日（水曜日）から、予約枠の長さを15分から30分に変えます。')
  expect(text).toContain('その前の日に入っている予約1件は、日時も長さも変わりません。')
  expect(text).toContain('15分 → 30分')
  expect(textOf((await visitor.get(grid)).html)).not.toContain('これからの長さ')
})

test('what was previewed is saved, also when the button is pressed twice', async () => {
  const { visitor } = await open()
  const preview = await visitor.submit(await visitor.get(grid), grid, { minutes: '20', from: '2026-12-08' })

  const saved = await visitor.submit(preview, change)
  const again = await visitor.submit(preview, change)

  for (const page of [saved, again]) {
    expect([page.status, page.path]).toEqual([200, `${grid}?done=saved`])
    expect(textOf(page.html)).toContain('2026年（令和8年）12月8日（火曜日）から20分')
  }
})

test.for([
  [{ minutes: '7' }, 'minutes', '新しい長さは、5から240までの5きざみの数で入力してください。'],
  [{ minutes: '245' }, 'minutes', '新しい長さは、5から240までの5きざみの数で入力してください。'],
  [{ minutes: '15' }, 'minutes', 'この日からの長さは、すでにそのとおりです。'],
  [{ minutes: '20', from: '2026-02-29' }, 'from', 'いつからかを、日付で入力してください。'],
  [{ minutes: '20', from: '2026-11-30' }, 'from', 'いつからかは、今日か、それより後の日にしてください。'],
  [{ minutes: '20', from: '2028-12-01' }, 'from', 'いつからかは、2年以内の日にしてください。'],
  [
    { minutes: '20', from: '2026-12-08' },
    'from',
    '12月8日（火）までの日に予約が入っています。12月9日（水）か、それより後の日にしてください。',
  ],
] as const)('%j comes back filled in with what is wrong', async ([typed, field, fault]) => {
  const { site, visitor } = await open()
  await site.booked(['tennyu'], '2026-12-08T14:00')

  const page = await visitor.submit(await visitor.get(grid), grid, typed)

  expect(page.status).toBe(422)
  expect(page.html).toContain(`<a href="#${field}">${fault}</a>`)
  expect(valueOf(formOf(page, grid), 'minutes')).toBe(typed.minutes)
})

test('a day that is booked between preview and saving is told with 409', async () => {
  const { site, visitor } = await open()
  const preview = await visitor.submit(await visitor.get(grid), grid, { minutes: '20', from: '2026-12-08' })
  await site.booked(['tennyu'], '2026-12-08T14:00')

  const page = await visitor.submit(preview, change)

  expect(page.status).toBe(409)
  expect(textOf(page.html)).toContain('12月8日（火）までの日に予約が入っています。')
})

test('from the preview the way leads back to the form with what was typed', async () => {
  const { visitor } = await open()
  const preview = await visitor.submit(await visitor.get(grid), grid, { minutes: '20', from: '2026-12-08' })

  const back = await visitor.submit(preview, grid, { deed: 'back' })

  expect(valueOf(formOf(back, grid), 'minutes')).toBe('20')
  expect(valueOf(formOf(back, grid), 'from')).toBe('2026-12-08')
})
