import { Hono } from 'hono'
import { DisplayPage } from '#views/display/display-page.tsx'
import { SetupPage } from '#views/display/setup-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { plainStaffPageOf, renderPage } from '../http/render.tsx'
import { bannerMark, bannersAt } from '../offices/banner.ts'
import type { Counter, Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { businessDate } from '../queue/day.ts'
import { publicUrlOf } from '../settings.ts'
import { newestCalls, showCounter } from './display.ts'
import { type Choice, readChoice } from './form.ts'

const newestMax = { one: 5, many: 6 }

/** The screen in the lobby that says who is called where, and the page that puts its address together. */
export function displayRoutes({ clock, live, offices, settings }: Deps, assets: Assets) {
  const withChoice = async (c: Ctx, answer: (office: Office, choice: Choice) => Promise<Response>) => {
    const office = await offices.bySlug(c.req.param('office') ?? '')
    if (!office) return c.notFound()
    c.set('office', office)
    const choice = readChoice(office, readQuery(c), clock.now())
    return choice ? answer(office, choice) : c.notFound()
  }
  const stateOf = async ({ id }: Counter) => (await live.state(id)).state

  return new Hono<Env>()
    .get('/:office', c =>
      withChoice(c, async (office, { counters, sound, theme }) => {
        const states = await Promise.all(counters.map(stateOf))
        const now = clock.now()
        const speed = settings.sampleSpeed
        const shown = counters.flatMap((counter, index) => {
          const state = states[index]
          return state ? showCounter(office, counter, state, now) : []
        })
        const newest = newestCalls(shown, shown.length === 1 ? newestMax.one : newestMax.many)
        // Differs when the pages, the office's data or the day do: a display that finds another one loads again.
        const edition = [
          ...[assets.url('display.js'), office.revision, businessDate(office, now)],
          bannerMark(bannersAt(office, now)),
        ].join(' ')
        return renderPage(
          c,
          <DisplayPage
            {...{
              page: plainStaffPageOf(c, assets),
              office,
              shown,
              newest,
              sound,
              theme,
              now,
              speed,
              edition,
            }}
          />,
        )
      }),
    )
    .get('/:office/setup', c =>
      withChoice(c, async (office, { counters, sound, theme }) => {
        const isAll = readQuery(c).all('counters').length === 0
        const address = paths.display(office.slug, {
          ...{ sound, theme },
          counters: isAll ? [] : counters.map(({ slug }) => slug),
        })
        return renderPage(
          c,
          <SetupPage
            {...{ page: plainStaffPageOf(c, assets), office, sound, theme, address }}
            chosen={isAll ? [] : counters}
            publicUrl={publicUrlOf(settings)}
          />,
        )
      }),
    )
}
