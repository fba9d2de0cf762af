import { Hono } from 'hono'
import { AccessibilityPage } from '#views/disclosures/accessibility-page.tsx'
import { ResultsPage } from '#views/disclosures/results-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { savedTexts } from './queries.ts'
import { readTestResults } from './read-results.ts'
import { disclosureFields } from './shown-disclosure.ts'

/** What everybody can read of it: how accessible the office's pages are meant to be, and what was tested. */
export function openDisclosureRoutes(deps: Deps, assets: Assets) {
  const results = readTestResults()

  return new Hono<Env>()
    .get('/accessibility', async c => {
      const { office } = c.var
      const saved = await deps.store.read(db => savedTexts(db, office.id, 'accessibility'))
      const fields = disclosureFields('accessibility', office)
      return renderPage(c, <AccessibilityPage page={pageOf(c, assets)} {...{ office, fields, saved }} />)
    })
    .get('/accessibility/results', c =>
      renderPage(c, <ResultsPage page={pageOf(c, assets)} {...{ office: c.var.office, results }} />),
    )
}
