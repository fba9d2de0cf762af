import type { Child } from 'hono/jsx'
import type { Subject, Texts as SubjectTexts } from '#src/catalogue/texts.ts'
import { langOf, languages } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, everyService, type Localized, type Office, type Service } from '#src/offices/office.ts'
import type { UsualHours } from '#src/slots/usual-hours.ts'
import { DocumentLists } from '../components/documents.tsx'
import { Footer, type Page } from '../layout/shell.tsx'
import { CounterRow, LifeEventCard } from '../offices/home-page.tsx'
import { ServiceContent } from '../offices/service-page.tsx'
import { ServiceRow } from '../offices/services-page.tsx'
import { residentTextsIn } from '../text/index.ts'

type Props = {
  page: Page
  office: Office
  subject: Subject
  /** As they would be saved, or as they are. */
  texts: SubjectTexts
  phone: string | null
  /** When a service is done; of another thing none. */
  hours: readonly UsualHours[]
}

/** What residents see of a thing, in each language of their pages, made by what makes their pages. */
export function SubjectPreview({ page, ...props }: Props) {
  return <Previews page={page}>{residentPage => <Shown page={residentPage} {...props} />}</Previews>
}

/** The same in each language of the residents' pages, side by side. */
export function Previews({ page, children }: { page: Page; children: (page: Page) => Child }) {
  return (
    <div class="catalogue-previews">
      {languages.map(language => (
        <div class="catalogue-preview" lang={langOf(language)}>
          <p class="catalogue-preview-language">{residentTextsIn[language].languageName}</p>
          {children({ ...page, language, t: residentTextsIn[language] })}
        </div>
      ))}
    </div>
  )
}

function Shown({ page, office, subject, texts, phone, hours }: Props) {
  const name = texts.name ?? { ja: '' }
  switch (subject.kind) {
    case 'services':
      return <ServicePreview {...{ page, office, subject, texts, hours }} name={name} />
    case 'documents':
      return (
        <DocumentLists
          {...{ t: page.t, language: page.language }}
          documents={[
            { id: subject.id, slug: subject.slug, name, note: texts.note ?? null, condition: null },
          ]}
        />
      )
    case 'counters':
      return <CounterPreview {...{ page, office, subject, texts }} name={name} />
    case 'life-events':
      return (
        <ul class="cards">
          <li>
            <LifeEventCard page={page} name={name} href={undefined} />
          </li>
        </ul>
      )
    default:
      return <OfficePreview {...{ page, office, texts, phone }} name={name} />
  }
}

type Named = { name: Localized }

function ServicePreview({ page, office, subject, texts, name, hours }: Omit<Props, 'phone'> & Named) {
  const service = everyService(office).find(({ id }) => id === subject.id)
  if (!service) return null
  const { noVisitAlternative = null, deadline = null, notes = null } = texts
  const changed: Service = { ...service, name, noVisitAlternative, deadline, notes }
  const counter = counterById(office, service.counterId)
  return <ServiceContent {...{ page, office, counter, hours }} service={changed} isPreview />
}

function CounterPreview({ page, office, subject, texts, name }: Omit<Props, 'phone' | 'hours'> & Named) {
  const counter = { ...counterById(office, subject.id), name }
  const services = office.services.filter(({ counterId }) => counterId === counter.id)
  return (
    <>
      <ul class="rows">
        <li>
          <CounterRow {...{ page, counter }} href={undefined} />
        </li>
      </ul>
      {texts.publicName && (
        <p>
          {page.t.home.counterNumber(counter.number)} {textOf(texts.publicName, page.language)}
        </p>
      )}
      <ul class="rows">
        {services.slice(0, 3).map(service => (
          <li>
            <ServiceRow {...{ page, office, service }} href={undefined} />
          </li>
        ))}
      </ul>
    </>
  )
}

function OfficePreview({
  page,
  office,
  texts,
  phone,
  name,
}: Pick<Props, 'page' | 'office' | 'texts' | 'phone'> & Named) {
  const contact = {
    ...office.contact,
    address: texts.address ?? office.contact.address,
    phone: phone ?? office.contact.phone,
  }
  return (
    <>
      <p class="header-name">{textOf(name, page.language)}</p>
      <Footer page={page} office={{ ...office, name, contact }} isPreview />
    </>
  )
}
