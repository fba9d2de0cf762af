import type { UsualHours } from '#src/slots/usual-hours.ts'
import { shapesOf, type Subject } from '#src/catalogue/texts.ts'
import type { TextError, TypedTexts } from '#src/catalogue/typed-texts.ts'
import type { Texts as SubjectTexts } from '#src/catalogue/texts.ts'
import { textOf } from '#src/offices/localized.ts'
import { everyService } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, Notice, TextField } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'
import { SubjectPreview } from './subject-preview.tsx'
import { TextFields } from './text-fields.tsx'

export type Done = 'saved' | 'made' | 'retired' | 'returned'

type Props = CatalogueProps & {
  subject: Subject
  typed: TypedTexts
  errors: readonly TextError[]
  version: number
  isStale: boolean
  done: Done | null
  /** As they would be saved; null: nothing is to be shown of what is typed. */
  preview: { texts: SubjectTexts; phone: string | null } | null
  /** Where a service is, or what else of a thing can be changed. */
  parts: ReadonlyArray<{ name: string; href: string }>
  /** When a service is done; of another thing none. */
  hours: readonly UsualHours[]
}

/** What a thing is called and what is said about it, in all languages, with what residents see of it. */
export function TextPage(props: Props) {
  const { page, staff, office, subject, typed, errors, version, isStale, done, preview, parts } = props
  const { t } = page
  const text = t.catalogue
  const { kind, slug } = subject
  const title = `${text.kind[kind]}：${textOf(subject.texts.name ?? { ja: slug }, page.language)}`
  const isRetired = kind === 'services' && !office.services.some(({ id }) => id === subject.id)
  const seen = <Seen {...props} />
  return (
    <CatalogueShell
      {...{ page, staff, office, title, isStale, done: done && doneText(t, done) }}
      hasError={errors.length > 0}
      summary={<ErrorSummary t={t} errors={textFaults(t, errors)} />}
    >
      {isRetired && (
        <Notice kind="warning" title={text.service.isRetired}>
          <p>{text.service.isRetiredNote}</p>
        </Notice>
      )}
      {parts.length > 0 && (
        <nav aria-label={text.service.pages} class="catalogue-parts">
          <ul>
            {parts.map(({ name, href }) => (
              <li>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {preview && seen}
      <p class="hint">
        {text.sourceHint} {text.easyHint}
      </p>
      <form
        method="post"
        action={paths.catalogueTexts(office.slug, kind, slug)}
        novalidate
        data-preview-form={paths.catalogueTextsPreview(office.slug, kind, slug)}
      >
        <input type="hidden" name="version" value={version} />
        {shapesOf(subject).map(({ field, isRequired, isLong }) => (
          <TextFields
            {...{ t, field, isRequired, isLong, typed, errors }}
            label={text.field[field]}
            hint={field === 'name' && kind !== 'services' ? undefined : text.fieldHint[field]}
          />
        ))}
        {subject.phone !== null && (
          <TextField
            {...{ t, name: 'phone', label: text.field.phone, value: typed.phone ?? '', isRequired: true }}
            error={faultAt(t, errors, 'phone')}
            type="tel"
            isShort
          />
        )}
        <p class="actions">
          <button class="button">{text.save}</button>
          <button
            class="button button-outline"
            formaction={paths.catalogueTextsPreview(office.slug, kind, slug)}
          >
            {text.preview}
          </button>
        </p>
      </form>
      {!preview && seen}
    </CatalogueShell>
  )
}

/** What residents see: of what is typed, or of what is saved. */
function Seen(props: Props) {
  const { page, office, subject, preview, hours } = props
  const text = page.t.catalogue
  return (
    <section class="catalogue-seen" data-preview>
      <h2>{preview ? text.previewUnsaved : text.previewTitle}</h2>
      {preview && <p class="hint">{text.previewUnsavedNote}</p>}
      <SubjectPreview
        {...{ page, office, subject, hours }}
        texts={preview?.texts ?? subject.texts}
        phone={preview?.phone ?? subject.phone}
      />
      {subject.kind === 'documents' && <UsedBy {...props} />}
    </section>
  )
}

function UsedBy({ page, office, subject }: Props) {
  const users = everyService(office).filter(({ documents }) => documents.some(({ id }) => id === subject.id))
  return (
    <>
      <h2>{page.t.catalogue.table.usedBy}</h2>
      <p>{page.t.catalogue.usedBy(users.length)}</p>
      <ul>
        {users.map(({ slug, name }) => (
          <li>
            <a href={paths.cataloguePart(office.slug, 'services', slug, 'documents')}>
              {textOf(name, page.language)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function doneText({ catalogue }: Texts, done: Done): string {
  const { saved, make, retire } = catalogue
  return { saved, made: make.done, retired: retire.done, returned: retire.backDone }[done]
}

export function faultAt(t: Texts, errors: readonly TextError[], at: string): string | undefined {
  const error = errors.find(candidate => candidate.at === at)
  return error && t.catalogue.fault[error.reason]
}

/** What is wrong with the texts of a form, each line leading to its field. */
export function textFaults(t: Texts, errors: readonly TextError[]) {
  return errors.map(({ at, reason }) => ({
    href: `#${at}`,
    text: `${placeName(t, at)}：${t.catalogue.fault[reason]}`,
  }))
}

/** `name-zh-Hans` in words. */
function placeName({ catalogue }: Texts, at: string): string {
  const names: Readonly<Record<string, string>> = { ...catalogue.field }
  const languages = Object.entries(catalogue.language)
  const [code, language] = languages.find(([code]) => at.endsWith(`-${code}`)) ?? ['', '']
  const field = at.slice(0, at.length - code.length).replace(/-.*$/, '')
  return `${names[field] ?? field}${language && `（${language}）`}`
}
