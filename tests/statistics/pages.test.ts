import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { openSite } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // As in tests/http/pages.test.ts.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
  },
})

async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))
}

test('a supervisor finds the figures behind a door of the header', async () => {
  const site = await openSite()
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')

  const home = await supervisor.get(paths.staffHome())
  const figures = await supervisor.get(paths.figures())

  expect(home.links).toContain(paths.figures())
  expect(figures.status).toBe(200)
})

test('the door is not there for those who do not count', async () => {
  const site = await openSite()
  for (const login of ['reception', 'clerk', 'contractor'] as const) {
    const visitor = openVisitor(site)
    await letVisitorIn(site, visitor, login)

    expect((await visitor.get(paths.staffHome())).links).not.toContain(paths.figures())
    expect((await visitor.get(paths.figures())).status).toBe(403)
  }
})

test.each(['ja', 'en'])('the definitions give a formula and a target for the wait (%s)', async language => {
  const site = await openSite()
  const supervisor = openVisitor(site, language)
  await letVisitorIn(site, supervisor, 'supervisor')

  const { html } = await supervisor.get(paths.figuresDefinitions())

  const [wait = ''] = /<div id="ticket-wait".*?<\/div>/s.exec(html) ?? []
  expect(textOf(wait)).toMatch(
    language === 'ja' ? /最初に呼んだ時刻 − 受付の時刻.*30分以下/ : /First call − check-in.*at most 30/,
  )
  expect(await faultsIn(html)).toEqual([])
})
