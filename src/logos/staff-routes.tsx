import { Hono } from 'hono'
import { type LogoDone, LogoPage } from '#views/logos/logo-page.tsx'
import { catalogueDoor } from '../catalogue/door-routes.tsx'
import { typedTexts } from '../catalogue/form.ts'
import { parseText, placeOf, type TextError, type TypedTexts } from '../catalogue/typed-texts.ts'
import { textLanguages } from '../catalogue/texts.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery, readUploadBytes } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { changeLogo, enterLogo, removeLogo } from './change-logo.ts'
import { answerPicture } from './picture-answer.ts'
import { type PictureFault, readPicture } from './picture.ts'
import { logoPicture, logosOf } from './queries.ts'

const altShape = { isRequired: true, lettersMax: 100 }

/** The logo of the office's pages: choosing a picture, seeing it before it is used, and taking it away. */
export function logoStaffRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)
  const toPage = (c: Ctx, slug: string, done?: LogoDone) =>
    c.redirect(`${paths.officeLogo(slug)}${done ? `?done=${done}` : ''}`, 303)

  return new Hono<Env>()
    .get('/', c =>
      ofOffice(c, () => {
        const done = readQuery(c).one('done')
        return logoPage(c, { done: done === 'saved' || done === 'removed' ? done : null })
      }),
    )
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, async office => {
        const typed = typedTexts(form, [{ field: 'alt' }])
        const parsed = parseText('alt', altShape, typed)
        if (!parsed.ok) return logoPage(c, { typed, errors: parsed.errors })
        if (!parsed.value) return logoPage(c, { typed, errors: [{ at: 'alt-ja', reason: 'required' }] })
        const aim = { hash: form.one('hash'), alt: parsed.value }
        const outcome = await changeLogo(deps, c.var.staff, office, aim)
        return outcome.ok ? toPage(c, office.slug, 'saved') : logoPage(c, { typed, isStale: true })
      })
    })
    .post('/file', c =>
      ofOffice(c, async office => {
        const bytes = await readUploadBytes(c, 'file')
        if (!bytes) return logoPage(c, { refused: 'missing' })
        const read = readPicture(bytes)
        if (!read.ok) return logoPage(c, { refused: read.reason })
        await enterLogo(deps, c.var.staff, office, read.picture)
        return toPage(c, office.slug)
      }),
    )
    .post('/removal', async c => {
      const form = await readForm(c)
      return ofOffice(c, async office => {
        const state = form.one('state') === 'draft' ? 'draft' : 'used'
        await removeLogo(deps, c.var.staff, office, { hash: form.one('hash'), state })
        return toPage(c, office.slug, 'removed')
      })
    })
    .get('/file', c => ofOffice(c, ({ slug }) => toPage(c, slug)))
    .get('/removal', c => ofOffice(c, ({ slug }) => toPage(c, slug)))
    .get('/draft', c =>
      ofOffice(c, async office => {
        const draft = await deps.store.read(db => logoPicture(db, office.id, 'draft'))
        return draft ? answerPicture(c, draft, 'no-store') : c.notFound()
      }),
    )

  async function logoPage(c: Ctx, shown: Shown) {
    const { errors = [], isStale = false, refused = null, done = null } = shown
    const { draft = null, used = null } = await deps.store.read(db => logosOf(db, c.var.office.id))
    const typed =
      shown.typed ??
      Object.fromEntries(
        textLanguages.map(language => [placeOf('alt', language), used?.alt?.[language] ?? '']),
      )
    return renderPage(
      c,
      <LogoPage {...propsOf(c)} {...{ draft, used, typed, errors, isStale, refused, done }} />,
      errors.length > 0 || refused ? 422 : isStale ? 409 : 200,
    )
  }
}

type Shown = {
  typed?: TypedTexts
  errors?: readonly TextError[]
  isStale?: boolean
  refused?: PictureFault | 'missing' | null
  done?: LogoDone | null
}
