import { expect, test } from 'vitest'
import { linesOf } from '../exports/files.ts'
import { openAdministrator } from '../support/people.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

test('the register is worded on its page, printed, and taken as a file', async () => {
  const { admin } = await openAdministrator()
  const path = '/staff/disclosures/bookings'

  const done = await admin.submit(await admin.get(`${path}/wording`), `${path}/wording`, {
    recipients: '市の情報政策課',
  })
  expect(done.path).toBe(`${path}?done=1`)
  expect(textOf(done.html)).toMatch(/行政機関等の名称 見本市長.*記録情報の経常的提供先 市の情報政策課/)
  const lines = linesOf((await admin.get(`${path}/file?encoding=utf-8`)).html)
  expect(lines.find(({ field }) => field === '備考')?.text).toContain('30日後に消去する')
  const long = await admin.submit(await admin.get(`${path}/wording`), `${path}/wording`, {
    note: '字'.repeat(3001),
  })
  expect(long.status).toBe(422)
  expect((await admin.get('/staff/disclosures/other')).status).toBe(404)
})

test('a form that somebody else was faster than comes back with what was typed', async () => {
  const { admin } = await openAdministrator()
  const path = '/staff/disclosures/accessibility/wording'
  const page = await admin.get(path)
  await admin.submit(page, path, { 'date-ja': '2027年3月31日' })

  const late = await admin.submit(page, path, { 'date-ja': '2028年3月31日' })

  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain('2028年3月31日')
  expect((await admin.submit(late, path)).path).toBe('/staff/disclosures/accessibility?done=1')
})

test('everybody reads the policy by the link at the end of each page, in their language', async () => {
  const { site, admin } = await openAdministrator()
  const path = '/staff/disclosures/accessibility/wording'
  await admin.submit(await admin.get(path), path, { 'date-ja': '2027年3月31日' })
  const [visitor, english] = [openVisitor(site), openVisitor(site, 'en')]

  expect((await visitor.get('/mihon')).links).toContain('/mihon/accessibility')
  const page = textOf((await visitor.get('/mihon/accessibility')).html)
  expect(page).toContain('2027年3月31日')
  expect(page).toContain('JIS X 8341-3:2016の適合レベルAAに準拠することを目標')
  expect(textOf((await english.get('/mihon/accessibility')).html)).toContain('Within one year')
})
