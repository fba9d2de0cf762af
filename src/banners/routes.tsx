import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { BannersPage } from '#views/banners/banners-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { intentKey } from '../booking/form.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { parseId } from '../queue/form.ts'
import { type BannerError, mayTell, type NewBanner, parseBanner, type TypedBanner } from './banner-draft.ts'
import { endBanner } from './end-banner.ts'
import { emptyBanner, typedBanner } from './form.ts'
import { showBanner } from './show-banner.ts'

/** What the office tells everybody: entered with a preview, and ended. */
export function bannerRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => {
      const done = readQuery(c).one('done')
      return bannersPage(c, { done: done === 'shown' || done === 'ended' ? done : null })
    })
    .get('/preview', c => c.redirect(paths.banners(), 303))
    .post('/preview', async c => {
      const form = await readForm(c)
      const typed = typedBanner(form)
      const parsed = parseBanner(c.var.office, c.var.staff, typed, c.var.askedAt)
      return bannersPage(c, {
        typed,
        ...(parsed.ok ? { preview: parsed.banner } : { errors: parsed.errors }),
      })
    })
    .post('/', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const typed = typedBanner(form)
      const parsed = parseBanner(office, staff, typed, c.var.askedAt)
      if (!parsed.ok) return bannersPage(c, { typed, errors: parsed.errors })

      const scope = `banner ${office.id} ${staff.id}`
      const intent = { key: intentKey(form), scope, body: typed }
      const outcome = await showBanner(deps, office, staff, parsed.banner, intent)
      if (outcome.ok) return c.redirect(paths.banners('shown'), 303)
      return outcome.reason === 'key_reused'
        ? bannersPage(c, { typed, preview: parsed.banner, isUsed: true })
        : bannersPage(c, { typed, errors: [{ field: 'counter', reason: 'counter' }] })
    })
    .post('/:banner/ending', async c => {
      const bannerId = parseId(c.req.param('banner'))
      if (bannerId === null) return c.notFound()
      const outcome = await endBanner(deps, c.var.office, c.var.staff, bannerId)
      if (outcome.ok) return c.redirect(paths.banners('ended'), 303)
      const page = staffPageOf(c, assets)
      const text = outcome.reason === 'not_found' ? page.t.banners.notThere : page.t.banners.ofOthers
      return renderPage(
        c,
        <StaffMessagePage {...{ page, text }} staff={c.var.staff} title={page.t.banners.title}>
          <p>
            <a href={paths.banners()}>{page.t.banners.title}</a>
          </p>
        </StaffMessagePage>,
        outcome.reason === 'not_found' ? 404 : 403,
      )
    })

  function bannersPage(c: Ctx, shown: Shown) {
    const { office, staff, askedAt } = c.var
    const { errors = [], preview = null, isUsed = false, done = null } = shown
    const counters = office.counters.filter(({ id }) => mayTell(staff, office.id, id))
    const isWholeOffice = mayTell(staff, office.id, null)
    const today = dateOf(askedAt, office.timeZone)
    const first = isWholeOffice ? undefined : counters[0]?.slug
    const typed = shown.typed ?? emptyBanner(today, first)
    const open = office.banners
      .filter(({ until }) => until > askedAt)
      .toSorted((a, b) => a.from - b.from || a.id - b.id)
      .map(banner => ({ banner, isOwn: mayTell(staff, office.id, banner.counterId) }))
    const props = { page: staffPageOf(c, assets), staff, office, counters, isWholeOffice, open }
    return renderPage(
      c,
      <BannersPage
        {...{ ...props, typed, errors, preview, isUsed, done, now: askedAt, intentKey: randomUUID() }}
      />,
      errors.length > 0 || isUsed ? 422 : 200,
    )
  }
}

type Shown = {
  typed?: TypedBanner
  errors?: readonly BannerError[]
  preview?: NewBanner
  isUsed?: boolean
  done?: 'shown' | 'ended' | null
}
