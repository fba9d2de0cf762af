import { Hono } from 'hono'
import { TextsPage } from '#views/texts/texts-page.tsx'
import { reviewedTexts } from '#views/text/review.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { textsFile, textsFormats } from './texts-file.ts'
import { type Wanted, wantedTexts } from './wanted.ts'

/** The product's own texts in all languages side by side, to read and to take away. */
export function textsRoutes(assets: Assets) {
  const texts = reviewedTexts()
  const areas = [...new Set(texts.map(({ area }) => area))]
  const wantedOf = (c: Ctx): Wanted => {
    const query = readQuery(c)
    return {
      area: areas.find(area => area === query.one('area')) ?? '',
      words: query.one('words').slice(0, 100),
    }
  }

  return new Hono<Env>()
    .get('/', c => {
      const asked = wantedOf(c)
      // All at once are more than anybody reads.
      const wanted = asked.area === '' && asked.words === '' ? { area: areas[0] ?? '', words: '' } : asked
      return renderPage(
        c,
        <TextsPage
          {...{ page: staffPageOf(c, assets), staff: c.var.staff, areas, wanted }}
          texts={wantedTexts(texts, wanted)}
        />,
      )
    })
    .get('/file', async c => {
      const format = textsFormats.find(known => known === readQuery(c).one('format'))
      return format ? textsFile(wantedTexts(texts, wantedOf(c)), format) : c.notFound()
    })
}
