import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office, type Service, takesBookings } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  query: string
  services: readonly Service[]
  refusal?: string | null
}

/** What somebody at the desk or on the phone comes for: the first step of booking for them. */
export function BookingStartPage({ page, staff, office, query, services, refusal }: Props) {
  const { t } = page
  const text = t.reception.booking
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={text.title}
      hasError={Boolean(refusal)}
      styles={['reception.css']}
      wide
    >
      <BackLink href={paths.staffReception()}>{t.reception.title}</BackLink>
      {refusal && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <p>{refusal}</p>
        </div>
      )}
      <h1>{text.title}</h1>
      <form method="get" action={paths.staffBooking()} role="search" class="reception-search">
        <label for="q" class="label">
          {text.searchLabel}
        </label>
        <div class="search-row">
          <input
            id="q"
            name="q"
            type="search"
            class="input"
            value={query}
            maxlength={100}
            autofocus={!query}
          />
          <button class="button button-outline">{t.home.searchButton}</button>
        </div>
      </form>
      {query && services.length > 0 && <p class="hint">{text.found(services.length)}</p>}
      {services.length === 0 && <Notice kind="info" title={t.services.notFound} />}
      <ul class="rows reception-services">
        {services.map(service => (
          <li>
            <ServiceLine page={page} office={office} service={service} />
          </li>
        ))}
      </ul>
    </StaffShell>
  )
}

type LineProps = { page: StaffPage; office: Office; service: Service }

function ServiceLine({ page: { t, language }, office, service }: LineProps) {
  const counter = counterById(office, service.counterId)
  const place = `${t.home.counterNumber(counter.number)} · ${t.services.minutes(service.durationMinutes)}`
  if (!takesBookings(office, service))
    return (
      <span class="row row-closed">
        <span class="row-title">{textOf(service.name, language)}</span>
        <span class="row-note">
          {place} · {t.services.notBookable}
        </span>
      </span>
    )
  return (
    <a class="row" href={paths.staffSlots({ services: [service.slug], people: 1 })}>
      <span class="row-title">{textOf(service.name, language)}</span>
      <span class="row-note">{place}</span>
      {service.noVisitAlternative && <span class="chip chip-good">{t.services.noVisit}</span>}
    </a>
  )
}
