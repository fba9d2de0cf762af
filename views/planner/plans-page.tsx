import { isoOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { PlannedDay } from '#src/planner/find-plans.ts'
import type { HoldPlannedOutcome } from '#src/planner/hold-plan.ts'
import type { Plan } from '#src/planner/plan.ts'
import type { PlansView } from '#src/planner/plans-view.ts'
import { reasonOf } from '../booking/calendar.tsx'
import { BackLink, Facts, IntentKey, Notice, Steps } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'
import { lengthOf, Timeline } from './timeline.tsx'

type Props = {
  page: Page
  view: PlansView
  /** Why the plan that was chosen could not be held. */
  reason: (HoldPlannedOutcome & { ok: false })['reason'] | null
  /** One for each plan. */
  keys: readonly string[]
}

/** Days for one visit to several counters, and the plans of the one that is chosen. */
export function PlansPage({ page, view, reason, keys }: Props) {
  const { t, language } = page
  const { office, services, people, chosen, plans } = view
  const slugs = services.map(({ slug }) => slug)
  return (
    <Shell page={page} title={t.planner.planTitle} styles={['planner.css']}>
      <BackLink href={paths.checklist(office.slug, slugs)}>{t.planner.change}</BackLink>
      <Steps t={t} step={1} />
      <h1>{t.planner.planTitle}</h1>
      {reason !== null && (
        <Notice kind="warning" title={t.planner.taken}>
          <p>{t.planner.takenText}</p>
        </Notice>
      )}
      <Facts
        facts={[
          {
            term: t.slots.services,
            children: (
              <ul class="plain">
                {services.map(({ name }) => (
                  <li>{textOf(name, language)}</li>
                ))}
              </ul>
            ),
          },
          {
            term: t.planner.counters,
            children: `${t.planner.counterCount(view.legs.length)} · ${t.slots.peopleCount(people)}`,
          },
        ]}
      />
      <div class="plans">
        <section id="plans">
          {chosen && <h2>{t.planner.plansOn(shortDate(chosen.date, language))}</h2>}
          {plans.length === 0 && <NoPlan page={page} view={view} />}
          {plans.map((plan, index) => (
            <PlanCard {...{ page, view, plan, number: index + 1, intentKey: keys[index] ?? '' }} />
          ))}
          {plans.length > 0 && <p class="hint">{t.slots.holdNote(office.rules.holdMinutes)}</p>}
        </section>
        <section>
          <h2>{t.planner.days}</h2>
          <Days page={page} view={view} />
        </section>
      </div>
    </Shell>
  )
}

type CardProps = { page: Page; view: PlansView; plan: Plan; number: number; intentKey: string }

function PlanCard({ page, view, plan, number, intentKey }: CardProps) {
  const { t } = page
  const { office, services, people, chosen } = view
  const at = (instant: number) => figureTime(instant, office.timeZone)
  return (
    <details class="plan" open={number === 1}>
      <summary class="plan-title">
        {t.planner.plan(number)} <b class="whole">{t.planner.span(at(plan.startsAt), at(plan.endsAt))}</b>{' '}
        <span class="plan-length">{lengthOf(page, plan)}</span>
      </summary>
      <Timeline {...{ page, office, plan }} />
      <form method="post" action={paths.plans(office.slug)}>
        <IntentKey value={intentKey} />
        <input type="hidden" name="services" value={services.map(({ slug }) => slug).join(',')} />
        <input type="hidden" name="people" value={people} />
        <input type="hidden" name="date" value={chosen?.date ?? ''} />
        {plan.stops.map(({ services, startsAt }) => (
          <input
            type="hidden"
            name="leg"
            value={`${services.map(({ slug }) => slug).join(',')}@${isoOf(startsAt, office.timeZone)}`}
          />
        ))}
        <button class="button">{t.planner.choose(number)}</button>
      </form>
    </details>
  )
}

/** Why there is nothing on the day or in the weeks that are shown, and what can be done instead. */
function NoPlan({ page, view }: { page: Page; view: PlansView }) {
  const { t, language } = page
  const { office, services, people, chosen, days, nextOpen, legs } = view
  const slugs = services.map(({ slug }) => slug)
  const isOpen = ({ state }: PlannedDay) => state === 'open'
  const later = days.find(day => isOpen(day) && day.date > (chosen?.date ?? ''))
  const open = (later ?? days.find(isOpen))?.date ?? nextOpen
  const title = chosen ? whyNot(page, view, chosen) : open ? t.planner.noneInDays : t.planner.noneAtAll
  return (
    <Notice kind="info" title={title}>
      {open && (
        <p>
          {t.slots.nextFree}:{' '}
          <a href={paths.plans(office.slug, { services: slugs, people, date: open })}>
            {shortDate(open, language)}
          </a>
        </p>
      )}
      {!open && (
        <>
          <h3 class="heading-small">{t.planner.single}</h3>
          <ul>
            {legs.map(leg => (
              <li>
                <a
                  href={paths.slots(office.slug, { services: leg.services.map(({ slug }) => slug), people })}
                >
                  {leg.services.map(({ name }) => textOf(name, language)).join(t.listComma)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}

function Days({ page, view }: { page: Page; view: PlansView }) {
  const { t } = page
  const { office, services, people, days, previousFrom, nextFrom } = view
  const slugs = services.map(({ slug }) => slug)
  const from = (date: string) => paths.plans(office.slug, { services: slugs, people, from: date })
  return (
    <>
      <ul class="rows">
        {days.map(day => (
          <DayRow {...{ page, view, day }} />
        ))}
      </ul>
      <nav class="plan-weeks" aria-label={t.planner.days}>
        {previousFrom && (
          <a class="button button-small button-outline" href={from(previousFrom)}>
            {t.planner.earlier}
          </a>
        )}
        {nextFrom && (
          <a class="button button-small button-outline" href={from(nextFrom)}>
            {t.planner.later}
          </a>
        )}
      </nav>
    </>
  )
}

function DayRow({ page, view, day }: { page: Page; view: PlansView; day: PlannedDay }) {
  const { t, language } = page
  const { office, services, people, chosen } = view
  const date = shortDate(day.date, language)
  const shortest = day.plans.toSorted((a, b) => a.endsAt - a.startsAt - (b.endsAt - b.startsAt))[0]
  if (!shortest)
    return (
      <li class="row row-closed">
        <span class="row-title">{date}</span>
        <span class="row-note">{whyNot(page, view, day)}</span>
      </li>
    )
  const slugs = services.map(({ slug }) => slug)
  const time = figureTime(shortest.startsAt, office.timeZone)
  return (
    <li>
      <a
        class="row"
        href={`${paths.plans(office.slug, { services: slugs, people, date: day.date })}#plans`}
        aria-current={day.date === chosen?.date ? 'date' : undefined}
      >
        <span class="row-title">{date}</span>
        <span class="row-note">
          {t.slots.mark.open} {t.planner.plansFrom(time, lengthOf(page, shortest))}
        </span>
      </a>
    </li>
  )
}

/** Why a day has no plan, with the counter that stands in the way where it is one of them. */
function whyNot(page: Page, { office }: PlansView, { state, obstacle }: PlannedDay): string {
  const { t, language } = page
  if (!obstacle) return t.planner.apart
  const { counterId, day } = obstacle
  if (counterId === null) return reasonOf(page, day)
  const counter = textOf(counterById(office, counterId).name, language)
  return state === 'full' ? t.planner.fullAt(counter) : t.planner.closedAt(counter, reasonOf(page, day))
}
