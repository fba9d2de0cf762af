import {
  type DisclosureField,
  type DisclosureKind,
  type DisclosureTexts,
  lettersMax,
  shownLabel,
  textOfField,
} from '#src/disclosures/disclosure.ts'
import { langOf } from '#src/languages.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { residentTextsIn } from '../text/index.ts'
import { BackLink, ErrorSummary, TextArea } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  kind: DisclosureKind
  fields: readonly DisclosureField[]
  texts: DisclosureTexts
  version: number
  problem: 'changed_meanwhile' | { tooLong: readonly string[] } | null
}

/** Where an office words what it publishes. */
export function WordingPage({ page, staff, kind, fields, texts, version, problem }: Props) {
  const { t } = page
  const text = t.disclosures
  const tooLong = problem !== null && problem !== 'changed_meanwhile' ? problem.tooLong : []
  const errors =
    problem === 'changed_meanwhile'
      ? [{ href: `#${fields[0]?.key}`, text: text.changedMeanwhile }]
      : fields
          .filter(({ key }) => tooLong.includes(key))
          .map(field => ({
            href: `#${field.key}`,
            text: `${shownLabel(field)}: ${text.tooLong(lettersMax)}`,
          }))
  return (
    <StaffShell
      {...{ page, staff, title: text.wordingTitle(text.title[kind]) }}
      hasError={errors.length > 0}
      styles={['disclosures.css']}
    >
      <ErrorSummary t={t} errors={errors} />
      <BackLink href={paths.disclosure(kind)}>{text.title[kind]}</BackLink>
      <h1>{text.wordingTitle(text.title[kind])}</h1>
      <p>{text.wordingLead}</p>
      <form method="post" action={paths.disclosureWording(kind)}>
        <input type="hidden" name="version" value={version} />
        {[...Map.groupBy(fields, ({ language }) => language)].map(([language, ofLanguage], _, all) => (
          <>
            {all.length > 1 && <h2 lang={langOf(language)}>{residentTextsIn[language].languageName}</h2>}
            {ofLanguage.map(field => {
              const value = textOfField(field, texts)
              return (
                <TextArea
                  t={t}
                  name={field.key}
                  label={shownLabel(field)}
                  value={value}
                  rows={Math.min(12, 1 + value.split('\n').length + Math.floor(value.length / 40))}
                  error={tooLong.includes(field.key) ? text.tooLong(lettersMax) : undefined}
                />
              )
            })}
          </>
        ))}
        <p class="actions">
          <button class="button">{text.save}</button>
        </p>
      </form>
    </StaffShell>
  )
}
