import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office, type Service, takesBookings } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { SearchForm } from './home-page.tsx'

type Props = { page: Page; office: Office; title: string; services: readonly Service[]; query?: string }

/** Services to choose from: of a life event, of a counter, or found by a search. */
export function ServicesPage({ page, office, title, services, query }: Props) {
  const { t } = page
  return (
    <Shell page={page} title={title}>
      <BackLink href={paths.home(office.slug)}>{t.shell.toHome}</BackLink>
      <h1>{title}</h1>
      {query !== undefined && <SearchForm page={page} office={office} query={query} />}
      {query !== undefined && services.length > 0 && <p>{t.services.found(services.length)}</p>}
      {services.length === 0 && (
        <Notice kind="info" title={t.services.notFound}>
          <p>{t.services.notFoundHelp}</p>
        </Notice>
      )}
      <ul class="rows">
        {services.map(service => (
          <li>
            <ServiceRow {...{ page, office, service }} href={paths.service(office.slug, service.slug)} />
          </li>
        ))}
      </ul>
    </Shell>
  )
}

type RowProps = { page: Page; office: Office; service: Service; href: string | undefined }

export function ServiceRow({ page: { t, language }, office, service, href }: RowProps) {
  const counter = counterById(office, service.counterId)
  return (
    <a class="row" href={href}>
      <span class="row-title">{textOf(service.name, language)}</span>
      <span class="row-note">
        {t.home.counterNumber(counter.number)} · {t.services.minutes(service.durationMinutes)}
      </span>
      {service.noVisitAlternative && <span class="chip chip-good">{t.services.noVisit}</span>}
      {!takesBookings(office, service) && <span class="chip">{t.services.notBookable}</span>}
    </a>
  )
}
