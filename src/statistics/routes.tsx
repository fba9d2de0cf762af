import { Hono } from 'hono'
import { DefinitionsPage } from '#views/statistics/definitions-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { figuresPageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'

/** The supervisor's pages of figures. */
export function figuresRoutes(_deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => c.redirect(paths.figuresDefinitions(), 302))
    .get('/definitions', c =>
      renderPage(c, <DefinitionsPage page={figuresPageOf(c, assets)} staff={c.var.staff} />),
    )
}
