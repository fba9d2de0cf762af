import { Hono } from 'hono'
import { TextsPage } from '#views/texts/texts-page.tsx'
import { type ReviewedText, reviewedTexts } from '#views/text/review.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { textsFile, textsFormats } from './texts-file.ts'
import { type Wanted, wantedTexts } from './wanted.ts'

/** The product's own texts in all languages side by side, to read and to take away. */
export function textsRoutes(assets: Assets) {
  // Thousands of texts, put side by side when somebody wants to see them.
  let reviewed: ReviewedText[] | null = null
  const wantedOf = (c: Ctx): { texts: ReviewedText[]; areas: string[]; wanted: Wanted } => {
    const query = readQuery(c)
    const texts = (reviewed ??= reviewedTexts())
    const areas = [...new Set(texts.map(({ area }) => area))]
    const area = areas.find(known => known === query.one('area')) ?? ''
    return { texts, areas, wanted: { area, words: query.one('words').slice(0, 100) } }
  }

  return new Hono<Env>()
    .get('/', c => {
      const { texts, areas, wanted: asked } = wantedOf(c)
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
      if (!format) return c.notFound()
      const { texts, wanted } = wantedOf(c)
      return textsFile(wantedTexts(texts, wanted), format)
    })
}
