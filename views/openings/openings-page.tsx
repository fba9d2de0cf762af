import type { LocalDate } from '#src/clock.ts'
import type { Closure, Office } from '#src/offices/office.ts'
import { type RuleKind, ruleKinds } from '#src/openings/rule-typed.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { MissingHolidays } from './missing-holidays.tsx'
import {
  capacityWords,
  closureWords,
  counterWords,
  hasEnded,
  ruleWords,
  type Speaking,
  validWords,
  weekWords,
} from './words.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  today: LocalDate
  missingYear: number | null
  years: ReadonlyArray<readonly [year: string, count: number]>
  saved: { kept: number; moved: number; cancelled: number } | null
  /** What was to change has changed meanwhile, or is gone. */
  isStale: boolean
}

type Line = { kind: RuleKind; id: number; what: string; counter: string; valid: string | null }

/** All that says when an office is open, counter by counter, with the ways to change it. */
export function OpeningsPage({ page, staff, office, today, missingYear, years, saved, isStale }: Props) {
  const { t, language } = page
  const text = t.openings
  const speaking: Speaking = { t, language, office }
  const owners = [null, ...office.counters.map(({ id }) => id)]
  return (
    <StaffShell {...{ page, staff, title: text.title }} styles={['queue.css', 'openings.css']} wide>
      <BackLink href={paths.setupDone(office.slug)}>{text.toSetup}</BackLink>
      {saved && (
        <Notice kind="success" title={text.saved}>
          <p>{text.savedCounts(saved.kept, saved.moved, saved.cancelled)}</p>
        </Notice>
      )}
      {isStale && <Notice kind="error" title={text.preview.stale} />}
      <h1>{text.title}</h1>
      <MissingHolidays {...{ t, office, year: missingYear }} />
      <p>{text.lead}</p>
      <h2>{text.add}</h2>
      <ul class="openings-add">
        {ruleKinds.map(kind => (
          <li>
            <a class="button button-outline" href={paths.openingRule(office.slug, kind)}>
              {text.addKind[kind]}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.grid(office.slug)}>{t.grids.title}</a>
      </p>
      <p>
        <a href={paths.openingHistory(office.slug)}>{text.history}</a>
      </p>
      <h2>{text.hoursOf}</h2>
      {owners.map(owner => (
        <CounterRules {...{ speaking, owner, today }} />
      ))}
      <h2>{text.closures}</h2>
      <Lines
        {...{ speaking, caption: text.closures }}
        lines={comingClosures(office, today).map(closure => ({
          kind: closure.kind === 'special' ? ('closure' as const) : ('yearEnd' as const),
          id: closure.id,
          what: closureWords(speaking, closure),
          counter: counterWords(speaking, closure.counterId),
          valid: null,
        }))}
      />
      <h2>{text.capacityOf}</h2>
      <p>{text.capacityLead}</p>
      <Lines
        {...{ speaking, caption: text.capacityOf }}
        lines={office.capacityRules
          .filter(rule => !hasEnded(rule, today))
          .map(rule => ({
            ...{ kind: 'capacity' as const, id: rule.id, what: capacityWords(speaking, rule) },
            counter: counterWords(speaking, rule.counterId),
            valid: validWords(speaking, rule),
          }))}
      />
      <h2>{text.holidays}</h2>
      <p>
        {years.length === 0
          ? text.noHolidays
          : years.map(([year, count]) => text.holidaysCount(year, count)).join(t.listComma)}
      </p>
      <p>
        <a href={paths.holidays(office.slug)}>{text.toHolidays}</a>
      </p>
    </StaffShell>
  )
}

/** Those that are not over, in the order of their days, and then those of every year. */
function comingClosures({ closures }: Office, today: LocalDate): Closure[] {
  const special = closures.filter(({ kind, to }) => kind === 'special' && to >= today)
  const yearly = closures.filter(({ kind }) => kind === 'yearEndClosure')
  return [
    ...special.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id)),
    ...yearly,
  ]
}

/** The rules of one counter, or of all (null), behind a line that tells its usual week. */
function CounterRules({
  speaking,
  owner,
  today,
}: {
  speaking: Speaking
  owner: number | null
  today: LocalDate
}) {
  const { office } = speaking
  const own = office.openingRules.filter(({ counterId }) => counterId === owner)
  if (own.length === 0) return null
  const inForce = own.filter(rule => !hasEnded(rule, today) && (rule.onDate === null || rule.onDate >= today))
  const order = (kind: RuleKind) => ruleKinds.indexOf(kind)
  const sorted = inForce.toSorted(
    (a, b) =>
      order(a.kind) - order(b.kind) || (a.weekday ?? 0) - (b.weekday ?? 0) || a.opensMinute - b.opensMinute,
  )
  const name = counterWords(speaking, owner)
  return (
    <details class="openings-counter">
      <summary>
        <b>{name}</b> <span>{weekWords(speaking, sorted)}</span>
      </summary>
      <Lines
        speaking={speaking}
        caption={name}
        lines={sorted.map(rule => ({
          ...{ kind: rule.kind, id: rule.id, what: ruleWords(speaking, rule), counter: name },
          valid: rule.kind === 'special' ? null : validWords(speaking, rule),
        }))}
      />
    </details>
  )
}

function Lines({
  speaking: { t, office },
  caption,
  lines,
}: {
  speaking: Speaking
  caption: string
  lines: readonly Line[]
}) {
  const text = t.openings
  if (lines.length === 0) return <p>{text.none}</p>
  const hasValid = lines.some(({ valid }) => valid !== null)
  const hasCounter = lines.some(({ counter }) => counter !== caption)
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={caption}>
      <table class="table openings-table">
        <thead>
          <tr>
            <th scope="col">{text.column.what}</th>
            {hasCounter && <th scope="col">{text.column.counter}</th>}
            {hasValid && <th scope="col">{text.column.valid}</th>}
            <th scope="col">{text.column.change}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ kind, id, what, counter, valid }) => (
            <tr>
              <th scope="row">{what}</th>
              {hasCounter && <td>{counter}</td>}
              {hasValid && <td>{valid ?? ''}</td>}
              <td>
                <a
                  href={paths.openingRule(office.slug, kind, id)}
                  aria-label={text.changeOf(`${counter} ${what}`)}
                >
                  {text.change}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
