import type { Appointment } from '#src/booking/appointment.ts'
import { asLanguage } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { mergedDocuments } from '../components/documents.tsx'
import { BackLink, IntentKey, Steps } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { figureTime } from '../text/dates.ts'
import { residentTextsIn } from '../text/index.ts'
import { visitFacts, visitOf } from './visit-facts.tsx'
import { ErasedAfter } from './erased-after.tsx'
import { Wish } from './wish.tsx'

type Props = { page: Page; office: Office; appointment: Appointment; now: number; intentKey: string }

/** All that will be sent, each answer with a way to change it. */
export function CheckPage({ page, office, appointment, now, intentKey }: Props) {
  const { t, language } = page
  const { person, legs, people, services, heldUntil } = appointment
  const needed = mergedDocuments(services)
  const documents = needed.filter(document => appointment.documents.includes(document.slug))
  const slots = paths.slots(office.slug, { services: services.map(service => service.slug), people })
  const details = paths.hold(office.slug)
  const facts = [
    ...visitFacts(t, language, office, visitOf(appointment)).map((fact, index) => ({
      ...fact,
      // The counter follows from the service, and the times of several from each other: no link of their own.
      href: index === 1 || legs.length > 1 ? null : slots,
    })),
    { term: t.check.name, children: person?.name ?? '', href: `${details}#name` },
    { term: t.check.email, children: person?.email || t.check.none, href: `${details}#email` },
    { term: t.check.phone, children: person?.phone || t.check.none, href: `${details}#phone` },
    {
      term: t.check.language,
      children: residentTextsIn[asLanguage(appointment.language) ?? 'ja'].languageName,
      href: `${details}#language`,
    },
    {
      term: t.check.needs,
      children: person?.needs.map(need => t.details.need[need]).join(t.listComma) || t.check.none,
      href: `${details}#needs`,
    },
    ...(needed.length === 0
      ? []
      : [
          {
            term: t.check.documents,
            children:
              documents.map(document => textOf(document.name, language)).join(t.listComma) || t.check.none,
            href: `${details}#documents`,
          },
        ]),
  ]
  const minutes = Math.max(0, Math.ceil(((heldUntil ?? now) - now) / 60_000))
  return (
    <Shell page={page} title={t.check.title}>
      <BackLink href={details}>{t.shell.back}</BackLink>
      <Steps t={t} step={3} />
      <h1>{t.check.title}</h1>
      {heldUntil && (
        <p class="hint">{t.details.heldUntil(figureTime(heldUntil, office.timeZone), minutes)}</p>
      )}
      <dl class="facts facts-check">
        {facts.map(({ term, children, href }) => (
          <div>
            <dt>{term}</dt>
            <dd>{children}</dd>
            {href && (
              <dd class="facts-change">
                <a href={href}>
                  <span aria-hidden="true">{t.check.change}</span>
                  <span class="hidden">{t.check.changeWhat(term)}</span>
                </a>
              </dd>
            )}
          </div>
        ))}
      </dl>
      <p class="hint">{t.check.privacy}</p>
      <ErasedAfter {...{ t, office }} />
      <form method="post" action={paths.appointments(office.slug)} class="actions">
        <IntentKey value={intentKey} />
        <Wish office={office} visit={visitOf(appointment)} />
        <button class="button">{t.check.submit}</button>
      </form>
    </Shell>
  )
}
