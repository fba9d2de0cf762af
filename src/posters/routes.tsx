import { Hono } from 'hono'
import { PosterPage } from '#views/posters/poster-page.tsx'
import type { Deps } from '../deps.ts'
import { contentDisposition } from '../exports/file-name.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { qrSvg } from '../http/qr.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { colourSheet, standardPalette } from '../offices/colour.ts'
import { publicUrlOf } from '../settings.ts'
import { posterPath, posterSubjects, posterWish, type PosterWish } from './poster.ts'

/** What is printed so that people find the booking pages: posters, and a box for the ward's paper. */
export function staffPosterRoutes(deps: Deps, assets: Assets) {
  const linkOf = (wish: PosterWish) => `${publicUrlOf(deps.settings)}${posterPath(wish)}`

  return new Hono<Env>()
    .get('/', c => {
      const { office, staff } = c.var
      const wish = wishOf(c)
      if (!wish) return c.notFound()
      const link = linkOf(wish)
      const props = { page: staffPageOf(c, assets), staff, office, subjects: posterSubjects(office) }
      return renderPage(c, <PosterPage {...{ ...props, wish, link, qr: qrSvg(link) }} />)
    })
    .get('/qr.svg', c => {
      const wish = wishOf(c)
      if (!wish) return c.notFound()
      const { subject, language } = wish
      const code = staffPageOf(c, assets).t.posters.staff.file
      return c.body(qrSvg(linkOf(wish)), 200, {
        'Content-Type': 'image/svg+xml; charset=utf-8',
        'Content-Disposition': contentDisposition({
          ...{ office: c.var.office.slug, span: null, format: 'svg' },
          name: ['qr', subject.key.replace('/', '-'), language ?? []].flat().join('-'),
          label: [code, subject.name.ja, language ?? []].flat().join('_'),
        }),
      })
    })
    .get('/colour.css', c => {
      c.header('Content-Type', 'text/css; charset=utf-8')
      return c.body(colourSheet(c.var.office.keyColour ?? standardPalette, '.poster'))
    })
}

function wishOf(c: Ctx): PosterWish | null {
  const { one } = readQuery(c)
  const chosen = { of: one('of'), form: one('form'), language: one('language'), ink: one('ink') }
  return posterWish(c.var.office, chosen)
}
