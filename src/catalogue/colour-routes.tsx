import { Hono } from 'hono'
import { ColourPage } from '#views/catalogue/colour-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { colourSheet, parseColour, standardPalette, tooPale } from '../offices/colour.ts'
import { paths } from '../paths.ts'
import { changeColour } from './change-colour.ts'
import { catalogueDoor } from './door-routes.tsx'
import { versionOf } from './form.ts'

/** The colour of the office's pages: choosing it, and seeing it before it is saved. */
export function colourRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf, versionShown } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/', c =>
      ofOffice(c, office => {
        const query = readQuery(c)
        const saved = office.keyColour ?? standardPalette
        const typed = query.one('colour') === '' ? typedOf(saved) : readTyped(query)
        return colourPage(c, { typed, isDone: query.one('done') === 'saved' })
      }),
    )
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, async office => {
        const [typed, version] = [readTyped(form), versionOf(form)]
        const colour = parseColour(typed.own ?? typed.palette)
        if (colour === null || tooPale(colour).length > 0)
          return colourPage(c, { typed, version, isRefused: true })
        const outcome = await changeColour(deps, c.var.staff, office, { colour, version })
        if (outcome.ok) return c.redirect(`${paths.keyColour(office.slug)}?done=saved`, 303)
        return ofOffice(c, () => colourPage(c, { typed, isStale: true }))
      })
    })
    .get('/sheet', c =>
      ofOffice(c, () => {
        const colour = parseColour(readQuery(c).one('colour'))
        if (colour === null) return c.notFound()
        c.header('Content-Type', 'text/css; charset=utf-8')
        return c.body(colourSheet(colour, '.colour-preview'))
      }),
    )

  async function colourPage(c: Ctx, shown: Shown) {
    const { typed, isRefused = false, isStale = false, isDone = false } = shown
    const version = await versionShown(c, shown.version)
    return renderPage(
      c,
      <ColourPage
        {...propsOf(c)}
        {...{ typed, isStale, isDone, isRefused, version }}
        colour={parseColour(typed.own ?? typed.palette)}
      />,
      isRefused ? 422 : isStale ? 409 : 200,
    )
  }
}

/** What has been chosen: a palette, or a colour that was entered. */
export type TypedColour = { palette: string; own: string | null }

type Shown = {
  typed: TypedColour
  /** The one that the form began with. */
  version?: number | null
  isRefused?: boolean
  isStale?: boolean
  isDone?: boolean
}

function readTyped(form: Form): TypedColour {
  const palette = form.one('colour')
  return { palette, own: palette === 'own' ? form.one('own').slice(0, 20) : null }
}

function typedOf(saved: string): TypedColour {
  return saved.startsWith('#') ? { palette: 'own', own: saved } : { palette: saved, own: null }
}
