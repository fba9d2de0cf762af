import type { Instant } from '#src/clock.ts'
import { dateOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { Notice } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { MissingHolidays } from '../openings/missing-holidays.tsx'
import { longDate, timeOf } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  first: { service: Service; startsAt: Instant } | null
  mayInvite: boolean
  missingYear: number | null
}

/** What has been set up, when the first visit can be booked, and the doors of the office. */
export function SetupDonePage({ page, staff, office, first, mayInvite, missingYear }: Props) {
  const { t, language } = page
  const text = t.setup.done
  const title = text.title(textOf(office.name, language))
  const time = (at: Instant) =>
    `${longDate(dateOf(at, office.timeZone), language)} ${timeOf(at, office.timeZone, language)}`
  return (
    <StaffShell page={page} staff={staff} title={title}>
      <h1>{title}</h1>
      <p>{text.counts(office.counters.length, office.services.length)}</p>
      {first ? (
        <Notice kind="success" title={text.open}>
          <p>
            <a href={firstHref(office, first)}>
              {text.first(textOf(first.service.name, language), time(first.startsAt))}
            </a>
          </p>
        </Notice>
      ) : (
        <Notice kind="warning" title={text.none} />
      )}
      <MissingHolidays {...{ t, office, year: missingYear }} />
      <h2>{text.next}</h2>
      <ul class="cards staff-cards">
        {nextSteps(page, office, mayInvite).map(([name, href]) => (
          <li>
            <a class="card" href={href}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <h2>{text.pages}</h2>
      <ul class="cards staff-cards">
        {(
          [
            [text.resident, paths.home(office.slug)],
            [text.kiosk, paths.kiosk(office.slug)],
            [text.display, paths.displaySetup(office.slug)],
          ] as const
        ).map(([name, href]) => (
          <li>
            <a class="card" href={href}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p>{text.fileText}</p>
      <p class="actions">
        <a class="button button-outline" href={paths.configurationFile(office.slug)} download>
          {text.file}
        </a>
        <a class="button button-outline" href={paths.staffHome()}>
          {t.staff.toHome}
        </a>
      </p>
    </StaffShell>
  )
}

function firstHref(office: Office, { service, startsAt }: { service: Service; startsAt: Instant }): string {
  const date = dateOf(startsAt, office.timeZone)
  return paths.slots(office.slug, { services: [service.slug], people: 1, date })
}

/** In the order in which an office needs them before its first day. */
function nextSteps({ t }: StaffPage, { slug }: Office, mayInvite: boolean): Array<[string, string]> {
  const door = (name: keyof StaffPage['t']['officeDoors']['doors']) => t.officeDoors.doors[name][0]
  return [
    [door('openings'), paths.openings(slug)],
    [door('holidays'), paths.holidays(slug)],
    [door('catalogue'), paths.catalogue(slug)],
    [door('messages'), paths.messageTemplates(slug)],
    ...(mayInvite ? [[t.people.invite, paths.invitation(slug)] as [string, string]] : []),
    [t.officeDoors.title, paths.staffOffice(slug)],
  ]
}
