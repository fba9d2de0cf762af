import { Hono } from 'hono'
import { WalkingPage } from '#views/planner/walking-page.tsx'
import { catalogueDoor } from '../catalogue/door-routes.tsx'
import { versionOf } from '../catalogue/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { changeWalking } from './change-walking.ts'
import { parseMinutes } from './question-form.ts'

/** How long people are on their way between counters. */
export function walkingRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf, versionShown } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/', c => ofOffice(c, () => page(c, { isDone: readQuery(c).one('done') === 'saved' })))
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, office => save(c, office.slug, form))
    })

  async function save(c: Ctx, slug: string, form: Form): Promise<Response> {
    const [typed, version] = [typedOf(form), versionOf(form)]
    const [sameFloorMinutes, perFloorMinutes] = [parseMinutes(typed.sameFloor), parseMinutes(typed.perFloor)]
    if (sameFloorMinutes === null || perFloorMinutes === null)
      return page(c, { typed, version, isRefused: true })
    const walking = { sameFloorMinutes, perFloorMinutes }
    const outcome = await changeWalking(deps, c.var.staff, c.var.office, version, walking)
    return outcome.ok
      ? c.redirect(`${paths.walking(slug)}?done=saved`, 303)
      : ofOffice(c, () => page(c, { typed, isStale: true }))
  }

  async function page(c: Ctx, shown: Shown) {
    const { office } = c.var
    const { isRefused = false, isStale = false, isDone = false } = shown
    const { walkSameFloorMinutes, walkPerFloorMinutes } = office.rules
    const typed = shown.typed ?? {
      sameFloor: String(walkSameFloorMinutes),
      perFloor: String(walkPerFloorMinutes),
    }
    const version = await versionShown(c, shown.version)
    const wrong = (['sameFloor', 'perFloor'] as const).filter(field => parseMinutes(typed[field]) === null)
    return renderPage(
      c,
      <WalkingPage {...propsOf(c)} {...{ typed, wrong, isStale, isDone, version }} />,
      isRefused ? 422 : isStale ? 409 : 200,
    )
  }
}

export type TypedWalking = { sameFloor: string; perFloor: string }

type Shown = {
  typed?: TypedWalking
  /** The one that the form began with. */
  version?: number | null
  isRefused?: boolean
  isStale?: boolean
  isDone?: boolean
}

function typedOf(form: Form): TypedWalking {
  const minutes = (name: string) => form.one(name).normalize('NFKC').trim()
  return { sameFloor: minutes('sameFloor'), perFloor: minutes('perFloor') }
}
