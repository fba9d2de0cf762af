import { expect, test } from 'vitest'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const now = '2026-12-01T10:00'
const typed = {
  ...{ kind: 'disruption', counter: 'all', ja: '停電のため窓口を閉めています。', en: 'Closed: no power.' },
  ...{ fromDate: '', fromTime: '', untilDate: '2026-12-01', untilTime: '17:00' },
}

async function open() {
  const site = await openSite({ now })
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  return { site, admin }
}

const kept = ['/mihon', '/mihon/slots?services=tennyu', '/kiosk/mihon', '/display/mihon', '/mihon/find']

async function toldOn(site: Site, path: string, text: string): Promise<boolean> {
  return textOf((await openVisitor(site).get(path)).html).includes(text)
}

test('after a preview it stands on every page, kept ones too, until its end', async () => {
  const { site, admin } = await open()
  for (const path of kept) expect(await toldOn(site, path, '停電'), path).toBe(false)
  const page = await admin.get('/staff/banners')

  const preview = await admin.submit(page, '/staff/banners/preview', typed)
  expect(textOf(preview.html)).toMatch(/住民にはこのように表示されます.*停電.*Closed: no power/)
  expect(await toldOn(site, '/mihon', '停電')).toBe(false)
  const done = await admin.submit(preview, '/staff/banners', typed)

  expect(done.path).toBe('/staff/banners?done=shown')
  for (const path of kept) expect(await toldOn(site, path, '停電'), path).toBe(true)
  expect(await toldOn(site, '/mihon?lang=en', 'Closed: no power.')).toBe(true)
  expect((await openVisitor(site).get('/staff/sign-in')).html).not.toContain('停電')
  site.setNow('2026-12-01T17:00')
  for (const path of kept) expect(await toldOn(site, path, '停電'), path).toBe(false)
})

test('ended by its button it is gone at once', async () => {
  const { site, admin } = await open()
  await admin.post('/staff/banners', typed)
  const page = await admin.get('/staff/banners')
  const action = page.forms.map(form => form.action).find(path => path.endsWith('/ending')) ?? ''

  expect((await admin.submit(page, action)).path).toBe('/staff/banners?done=ended')

  for (const path of kept) expect(await toldOn(site, path, '停電'), path).toBe(false)
  expect((await admin.post(action, {})).status).toBe(404)
})

test('what is wrong is said beside the field and nothing is shown', async () => {
  const { site, admin } = await open()

  const page = await admin.post('/staff/banners', {
    ...typed,
    ...{ ja: '', untilTime: '09:00' },
  })

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toMatch(/日本語の文を入力してください/)
  expect(page.html).toContain('Closed: no power.')
  expect(await toldOn(site, '/mihon?lang=en', 'Closed: no power.')).toBe(false)
})
