import { isoOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import type { Plan, PlannedStop } from '#src/planner/plan.ts'
import type { Page } from '../layout/shell.tsx'
import { figureTime } from '../text/dates.ts'

type Props = { page: Page; office: Office; plan: Plan }

const minute = 60_000

/** A plan from counter to counter: when to be where, what is done there, and the way in between. */
export function Timeline({ page, office, plan }: Props) {
  const { t } = page
  return (
    <ol class="timeline">
      {plan.stops.map((stop, index) => (
        <>
          {index > 0 && <Between {...{ page, stop, before: plan.stops[index - 1] }} />}
          <li class="timeline-stop">
            <Stop {...{ page, office, stop }} />
          </li>
        </>
      ))}
      <li class="timeline-end">{t.planner.over(figureTime(plan.endsAt, office.timeZone))}</li>
    </ol>
  )
}

function Stop({ page: { t, language }, office, stop }: { page: Page; office: Office; stop: PlannedStop }) {
  const { startsAt, minutes, leavesAt, collectsAt, services } = stop
  const counter = counterById(office, stop.counterId)
  const at = (instant: number) => figureTime(instant, office.timeZone)
  const endsAt = startsAt + minutes * minute
  return (
    <>
      <p class="timeline-when">
        <time datetime={isoOf(startsAt, office.timeZone)}>{t.planner.span(at(startsAt), at(endsAt))}</time>
      </p>
      <p class="timeline-where">
        <b>{t.home.counterNumber(counter.number)}</b> {t.home.floor(counter.floor)}
      </p>
      <ul class="timeline-services">
        {services.map(({ name }) => (
          <li>{textOf(name, language)}</li>
        ))}
      </ul>
      {leavesAt > endsAt && <p class="hint">{t.planner.papers(at(leavesAt))}</p>}
      {collectsAt !== null && <p class="hint">{t.planner.collect(at(collectsAt))}</p>}
    </>
  )
}

/** The way to the next counter, and what is left of the time until it is one's turn. */
function Between({
  page: { t },
  stop,
  before,
}: {
  page: Page
  stop: PlannedStop
  before: PlannedStop | undefined
}) {
  const rest = (stop.startsAt - (before?.leavesAt ?? stop.startsAt)) / minute - stop.walkMinutes
  const parts = [
    stop.walkMinutes > 0 && t.planner.walk(stop.walkMinutes),
    rest > 0 && t.planner.rest(rest),
  ].filter(part => part !== false)
  return parts.length > 0 ? <li class="timeline-between">{parts.join(t.listComma)}</li> : null
}

/** How long something lasts: 2時間15分. */
export function lengthOf({ t }: Page, { startsAt, endsAt }: Pick<Plan, 'startsAt' | 'endsAt'>): string {
  const minutes = (endsAt - startsAt) / minute
  return t.planner.hours(Math.floor(minutes / 60), minutes % 60)
}
