import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { type HtmlPage, openVisitor } from '../support/visitor.ts'
import { given, served, setTarget, times } from './surveys.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // As in tests/http/pages.test.ts.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'tel-non-breaking': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
    // Tables that scroll by themselves, as elsewhere.
    'prefer-native-element': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'button', 'submit', 'checkbox'] }],
  },
})

test.each(['ja', 'en'])('the pages of the questionnaire are valid HTML (%s)', async language => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await setTarget(site, 2026, 85)
  const { path, ask, more } = await served(site)
  await given(site, [...times(12, 5), 1], { comment: '見本' })
  const visitor = openVisitor(site, language)
  await letVisitorIn(site, visitor, 'supervisor')
  const pages: HtmlPage[] = []
  const see = async (...addresses: string[]) => {
    for (const address of addresses) pages.push(await visitor.get(address))
  }

  await see(path)
  pages.push(await visitor.post(ask, { score: '5' }))
  pages.push(await visitor.post(more, { comment: 'あ'.repeat(401) }))
  await see('/mihon/survey', '/mihon/survey/thanks')
  pages.push(await visitor.post('/mihon/survey', { counter: 'nowhere', comment: 'あ'.repeat(401) }))
  const start = await visitor.get('/kiosk/mihon/survey')
  pages.push(start, await visitor.submit(start, '/kiosk/mihon/survey', { score: '5' }))
  await see('/kiosk/mihon/survey/thanks', '/staff/survey', '/staff/survey/months')
  const month = '/staff/survey/months/2026-12'
  const form = await visitor.get(month)
  pages.push(form, await visitor.submit(form, month, { 'goal-ja': 'a', 'q-wait-position': 'x' }))
  pages.push(await visitor.submit(form, `${month}/preview`, { 'goal-ja': 'a', 'goal-en': 'a' }))
  const paper = '/staff/survey/paper'
  const sheet = await visitor.get(`${paper}?month=2026-12&counter=ido`)
  pages.push(sheet, await visitor.submit(sheet, paper, { 'q-overall': '5' }))
  pages.push(await visitor.submit(sheet, paper, { 'q-overall': '9' }))
  await see(paper, '/staff/survey/sheet', '/staff/survey/poster', '/staff/survey/comments')
  await see('/staff/survey/results', '/staff/survey/results?year=2026', '/staff/survey/results?year=2020')

  for (const { html, path: at, status } of pages) {
    const report = await validator.validateString(html)
    const faults = report.results.flatMap(({ messages }) => messages)
    expect(faults.map(({ ruleId, message, line }) => `${at} ${line}: ${ruleId} ${message}`)).toEqual([])
    expect(status, at).toBeLessThan(500)
  }
})
