import type { MakeableKind } from '#src/catalogue/make.ts'
import {
  coverage,
  mayWrite,
  missingIn,
  type OfficeText,
  type SubjectKind,
  subjectKinds,
  type TextLanguage,
  textLanguages,
} from '#src/catalogue/texts.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'
import { langOf } from './text-fields.tsx'

type Props = CatalogueProps & {
  /** Every text of the office. */
  texts: readonly OfficeText[]
  /** Only what is missing in this language; null: everything. */
  language: TextLanguage | null
  back: { href: string; text: string }
}

/** Every text of an office in every language, with what is missing. */
export function OverviewPage(props: Props) {
  const { page, staff, office, texts, language, back } = props
  const { t } = page
  const text = t.catalogue
  const shown = language ? texts.filter(one => missingIn(one.text).includes(language)) : texts
  const isAdministrator = staff.role === 'administrator'
  return (
    <CatalogueShell {...{ page, staff, office, back }} title={text.title}>
      <p>{text.lead}</p>
      {isAdministrator && (
        <p class="actions">
          <a class="button button-outline" href={paths.messageTemplates(office.slug)}>
            {text.templates.title}
          </a>
          <a class="button button-outline" href={paths.notices(office.slug)}>
            {text.notices.title}
          </a>
          <a class="button button-outline" href={paths.keyColour(office.slug)}>
            {text.colour.title}
          </a>
          <a class="button button-outline" href={paths.walking(office.slug)}>
            {t.planning.walking.title}
          </a>
          <a class="button button-outline" href={paths.officeLogo(office.slug)}>
            {text.logo.title}
          </a>
        </p>
      )}
      <h2>{text.coverage.title}</h2>
      <Coverage {...props} />
      <h2 id="texts">{language ? text.coverage.only(text.language[language]) : text.coverage.all}</h2>
      <p>
        {text.coverage.found(shown.length)}{' '}
        {language && <a href={paths.catalogue(office.slug)}>{text.coverage.showAll}</a>}
      </p>
      {shown.length === 0 && <p>{text.coverage.none}</p>}
      <nav aria-label={text.table.thing} class="catalogue-parts">
        <ul>
          {subjectKinds
            .filter(kind => shown.some(one => one.kind === kind))
            .map(kind => (
              <li>
                <a href={`#${kind}`}>{text.kind[kind]}</a>
              </li>
            ))}
        </ul>
      </nav>
      {subjectKinds.map(kind => (
        <Kind {...props} kind={kind} all={texts} texts={shown.filter(one => one.kind === kind)} />
      ))}
      {isAdministrator && office.retiredServices.length > 0 && (
        <section>
          <h2>{text.retiredTitle}</h2>
          <p>{text.retiredLead}</p>
          <ul>
            {office.retiredServices.map(({ slug, name }) => (
              <li>
                <a href={paths.catalogueTexts(office.slug, 'services', slug)}>
                  {textOf(name, page.language)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </CatalogueShell>
  )
}

function Coverage({ page, office, texts }: Props) {
  const text = page.t.catalogue
  const all = texts.length
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.coverage.title}>
      <table class="table catalogue-coverage">
        <thead>
          <tr>
            <th scope="col">{text.coverage.language}</th>
            <th scope="col">{text.coverage.share}</th>
            <th scope="col">{text.coverage.there}</th>
            <th scope="col">{text.coverage.missing}</th>
          </tr>
        </thead>
        <tbody>
          {coverage(texts).map(({ language, there }) => (
            <tr>
              <th scope="row" lang={langOf(language)}>
                {text.language[language]}
              </th>
              <td>
                <meter min={0} max={all} value={there} aria-hidden="true" />{' '}
                {/* Rounded down: 100 % means that nothing is missing. */}
                {text.coverage.percent(all === 0 ? 100 : Math.floor((there / all) * 100))}
              </td>
              <td>{text.coverage.ofAll(there, all)}</td>
              <td>
                {there === all ? (
                  text.coverage.complete
                ) : (
                  <a href={`${paths.catalogue(office.slug, language)}#texts`}>
                    {text.coverage.show(all - there, text.language[language])}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const makeable: Partial<Record<SubjectKind, MakeableKind>> = {
  counters: 'counters',
  services: 'services',
  documents: 'documents',
  'life-events': 'life-events',
}

/** The texts of one kind of thing, those of one thing together. */
type Shown = Props & {
  /** Shown or not. */
  all: readonly OfficeText[]
}

function Kind(props: Shown & { kind: SubjectKind }) {
  const { page, staff, office, texts, language, kind } = props
  const text = page.t.catalogue
  const made = makeable[kind]
  const things = [...Map.groupBy(texts, ({ slug }) => slug)]
  if (things.length === 0 && (language || !made)) return null
  return (
    <section>
      <h3 id={kind}>{text.kind[kind]}</h3>
      {made && staff.role === 'administrator' && (
        <p>
          <a class="button button-small button-outline" href={paths.catalogueNew(office.slug, kind)}>
            {text.add[made]}
          </a>
        </p>
      )}
      {things.length > 0 && (
        <div class="table-frame" tabindex={0} role="region" aria-label={text.kind[kind]}>
          <table class="table catalogue-texts">
            <thead>
              <tr>
                <th scope="col">{text.table.thing}</th>
                <th scope="col">{text.table.text}</th>
                {textLanguages.slice(1).map(code => (
                  <th scope="col" lang={langOf(code)}>
                    {text.language[code]}
                  </th>
                ))}
              </tr>
            </thead>
            {things.map(([, ofThing]) => (
              <tbody>
                {ofThing.map((one, index) => (
                  <tr>
                    {index === 0 && (
                      <th scope="rowgroup" rowspan={ofThing.length}>
                        <ThingName {...props} texts={ofThing} />
                      </th>
                    )}
                    <TextRow {...props} one={one} />
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </section>
  )
}

function ThingName({ staff, office, texts, all }: Shown) {
  const [first] = texts
  if (!first) return null
  const { kind, slug, counterId } = first
  const name = nameOf(all, first)
  const isOwn = mayWrite(staff, { officeId: office.id, kind, counterId })
  return isOwn ? <a href={paths.catalogueTexts(office.slug, kind, slug)}>{name}</a> : <>{name}</>
}

/** What a thing is called, though its name may not be among the texts that are shown. */
function nameOf(all: readonly OfficeText[], { kind, slug }: Pick<OfficeText, 'kind' | 'slug'>): string {
  const name = all.find(one => one.kind === kind && one.slug === slug && one.field === 'name')
  return name?.text.ja ?? slug
}

function TextRow({ page: { t }, staff, office, one }: Props & { one: OfficeText }) {
  const text = t.catalogue
  return (
    <>
      <td>
        <span class="catalogue-field">
          {one.document !== null && staff.role === 'administrator' ? (
            <a href={placeOf(office.slug, one, one.document)}>{text.field[one.field]}</a>
          ) : (
            text.field[one.field]
          )}
        </span>
        <span lang="ja">{one.text.ja}</span>
      </td>
      {textLanguages.slice(1).map(code => (
        <td class="catalogue-mark">
          {one.text[code] ? (
            <span title={one.text[code]}>
              <span aria-hidden="true">✓</span>
              <span class="hidden">{text.there}</span>
            </span>
          ) : (
            <span class="chip chip-missing">{text.missing}</span>
          )}
        </td>
      ))}
    </>
  )
}

/** Where the text of a condition or a question is written. */
function placeOf(office: string, { field, slug }: OfficeText, part: string): string {
  return field === 'question'
    ? paths.question(office, slug, part)
    : `${paths.cataloguePart(office, 'services', slug, 'documents')}#condition-${part}`
}
