import { expect, test } from 'vitest'
import { accessibilityFields } from '#src/disclosures/accessibility.ts'
import { shownLabel } from '#src/disclosures/disclosure.ts'
import { readTestResults } from '#src/disclosures/read-results.ts'
import { checkedCriteria, testedParts } from '#src/disclosures/tested.ts'
import { languages } from '#src/languages.ts'
import { unmarked } from '#src/marks.ts'
import { residentTextsIn } from '#views/text/index.ts'
import { linesOf } from '../exports/files.ts'
import { openAdministrator } from '../support/people.ts'
import { openSite } from '../support/site.ts'
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

test.for(languages)('the policy and the results of its tests are read in %s', async language => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)
  const { results, title } = residentTextsIn[language].disclosures

  const policy = await visitor.get(`/mihon/accessibility?lang=${language}`)
  const own = accessibilityFields(site.office).filter(field => field.language === language)
  expect(own.length).toBe(6)
  for (const field of own) expect(letters(policy.html)).toContain(unmarked(shownLabel(field)))
  expect(policy.links).toContain('/mihon/accessibility/results')
  const page = await visitor.get('/mihon/accessibility/results')
  expect(letters(page.html)).toContain(unmarked(results.title))
  for (const check of Object.values(results.checks)) expect(letters(page.html)).toContain(unmarked(check))
  expect(letters(page.html)).toContain(unmarked(title.accessibility))
})

/** What stands on a page without the readings of its words. */
function letters(html: string): string {
  return html.replaceAll(/<rp>.*?<\/rp>|<rt>.*?<\/rt>/g, '').replaceAll(/<[^>]*>/g, '')
}

test('the results tell what was checked by whom, and what was not', async () => {
  const results = readTestResults()
  if (results === null) throw new Error('docs/accessibility-results.json is made by `npm run accessibility`')
  const site = await openSite({ now: '2026-12-01T09:00' })

  const page = textOf((await openVisitor(site).get('/mihon/accessibility/results')).html)

  for (const { part, views } of results.parts)
    expect(page).toContain(`${residentTextsIn.ja.disclosures.results.parts[part]} ${views} `)
  const checked = checkedCriteria(results.rules)
  expect(page).toContain(`レベルAとAAの55の達成基準のうち、${checked.length}は`)
  expect(page).toContain('まだ確かめていないこと スクリーンリーダー')
  expect(results.parts.map(({ part }) => part)).toEqual(testedParts)
  expect(results.parts.filter(({ part }) => part === 'search')[0]?.languages.length).toBe(languages.length)
})
