import { langOf } from '#src/languages.ts'
import type { Samples } from '#src/catalogue/template-sample.ts'
import {
  fieldNames,
  type MessageKind,
  type TemplateFault,
  templateShapes,
  type Words,
  written,
} from '#src/notifications/template.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, TextArea, TextField } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'
import { languageName } from './templates-page.tsx'

type Props = CatalogueProps & {
  kind: MessageKind
  language: string
  typed: Words
  faults: readonly TemplateFault[]
  version: number
  hasOwn: boolean
  isStale: boolean
  /** Whether what is shown has not been saved. */
  isPreview: boolean
  done: 'saved' | 'dropped' | null
  samples: Samples
}

/** One kind of message in one language: its words, what can stand in them, and what arrives. */
export function TemplatePage(props: Props) {
  const { page, staff, office, kind, language, typed, faults, version, isStale, isPreview, done } = props
  const { t } = page
  const text = t.catalogue.templates
  const path = (part?: 'preview' | 'standard') => paths.messageTemplate(office.slug, kind, language, part)
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.of(text.kind[kind], languageName(language)) }}
      done={done && text[done]}
      hasError={faults.length > 0}
      summary={
        <ErrorSummary
          t={t}
          errors={faults.map(fault => ({
            href: `#${fault.at}`,
            text: `${text[fault.at]}${fault.line === null ? '' : ` ${text.line(fault.line)}`}：${faultText(t, fault)}`,
          }))}
        />
      }
      back={{ href: paths.messageTemplates(office.slug), text: text.title }}
    >
      <div class="catalogue-template">
        <form method="post" action={path()} novalidate data-preview-form={path('preview')}>
          <input type="hidden" name="version" value={version} />
          <TextField
            {...{ t, name: 'subject', label: text.subject, hint: text.subjectHint, value: typed.subject }}
            error={faultsAt(props, 'subject')}
            autocomplete="off"
            isRequired
          />
          <TextArea
            {...{ t, name: 'body', label: text.body, hint: text.bodyHint, value: typed.body, rows: 24 }}
            error={faultsAt(props, 'body')}
            isRequired
          />
          <p class="actions">
            <button class="button">{t.catalogue.save}</button>
            <button class="button button-outline" formaction={path('preview')}>
              {t.catalogue.preview}
            </button>
          </p>
        </form>
        <section data-preview>
          <h2>{isPreview ? t.catalogue.previewUnsaved : text.preview}</h2>
          {isPreview && <p class="hint">{t.catalogue.previewUnsavedNote}</p>}
          <p class="hint">{text.previewLead}</p>
          <Sample {...props} title={isOfServices(kind) ? text.ordinary : null} which="ordinary" />
          <Sample {...props} title={text.discreet} which="discreet" />
          {!props.samples.ordinary && !props.samples.discreet && <p>{text.none}</p>}
        </section>
      </div>
      <FieldsTable {...props} />
      {props.hasOwn && (
        <section>
          <h2>{text.drop}</h2>
          <p>{text.dropText}</p>
          <form method="post" action={path('standard')}>
            <input type="hidden" name="version" value={version} />
            <button class="button button-danger">{text.drop}</button>
          </form>
        </section>
      )}
    </CatalogueShell>
  )
}

/** Whether a message says more of an ordinary service than of one that is never named. */
function isOfServices(kind: MessageKind): boolean {
  return kind === 'booked' || kind === 'rescheduled' || kind === 'cancelled' || kind === 'reminder'
}

function faultText({ catalogue }: Texts, { reason, what }: TemplateFault): string {
  return catalogue.templates.fault[reason](what ?? '')
}

function faultsAt({ page: { t }, faults }: Props, at: TemplateFault['at']): string | undefined {
  const texts = faults
    .filter(fault => fault.at === at)
    .map(fault => {
      const line = fault.line === null ? '' : `${t.catalogue.templates.line(fault.line)}：`
      return `${line}${faultText(t, fault)}`
    })
  return texts.length > 0 ? texts.join(' ') : undefined
}

type SampleProps = Props & { title: string | null; which: keyof Samples }

function Sample({ page: { t }, language, samples, title, which }: SampleProps) {
  const mail = samples[which]
  if (!mail) return null
  const text = t.catalogue.templates
  return (
    <>
      {title && <h3>{title}</h3>}
      <div class="catalogue-mail" lang={langOf(language)}>
        <p>
          <span class="hint">{text.from}</span> {mail.fromName}
        </p>
        <p>
          <span class="hint">{text.subject}</span> <b>{mail.subject}</b>
        </p>
        <div class="catalogue-mail-body">{mail.text}</div>
      </div>
    </>
  )
}

function FieldsTable({ page, kind }: Props) {
  const text = page.t.catalogue.templates
  const { fields, required } = templateShapes[kind]
  return (
    <section>
      <h2>{text.fields}</h2>
      <p>{text.fieldsLead}</p>
      <div class="table-frame" tabindex={0} role="region" aria-label={text.fields}>
        <table class="table catalogue-fields">
          <thead>
            <tr>
              <th scope="col">{text.fieldColumn.field}</th>
              <th scope="col">{text.fieldColumn.means}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(field => (
              <tr>
                <th scope="row" lang="ja" aria-label={fieldNames[field]}>
                  <code>{written(field)}</code>
                </th>
                <td>
                  {text.means[field]}
                  {required.includes(field) && <span class="required"> {text.required}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
