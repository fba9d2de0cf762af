import { languages, langOf } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { readingsOf } from '#src/marks.ts'
import { WithReadings } from '../components/with-readings.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { languageName } from '../text/language-name.ts'
import { type ReviewedText, sampleValues } from '../text/review.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  areas: readonly string[]
  wanted: { area: string; words: string }
  texts: readonly ReviewedText[]
}

/** What the product says to residents, in all languages side by side. */
export function TextsPage({ page, staff, areas, wanted, texts }: Props) {
  const t = page.t.review
  const areaName: Partial<Record<string, string>> = t.areas
  return (
    <StaffShell page={page} staff={staff} title={t.title} styles={['texts.css']} wide>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(sampleValues.join(t.between))}</p>
      <form method="get" action={paths.texts()} class="texts-search">
        <div class="field">
          <label class="label" for="area">
            {t.area}
          </label>
          <select id="area" name="area" class="input">
            <option value="">{t.everywhere}</option>
            {areas.map(area => (
              <option value={area} selected={area === wanted.area}>
                {areaName[area] ?? area}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label class="label" for="words">
            {t.words}
          </label>
          <input id="words" name="words" type="search" class="input" value={wanted.words} maxlength={100} />
        </div>
        <button class="button">{t.show}</button>
      </form>
      <p class="actions">
        {(['csv', 'xlsx'] as const).map(format => (
          <a class="button button-outline" href={paths.textsFile({ ...wanted, format })}>
            {t.take(format.toUpperCase())}
          </a>
        ))}
        <a href={paths.textsFile({ area: '', words: '', format: 'xlsx' })}>{t.takeAll}</a>
      </p>
      {texts.length === 0 ? <p>{t.none}</p> : <TextsTable page={page} texts={texts} />}
    </StaffShell>
  )
}

function TextsTable({ page, texts }: Pick<Props, 'page' | 'texts'>) {
  const t = page.t.review
  return (
    <>
      <p>{t.count(texts.length)}</p>
      <div class="texts-scroll" role="region" aria-label={t.table} tabindex={0}>
        <table class="texts-table">
          <thead>
            <tr>
              <th scope="col">{t.key}</th>
              {languages.map(language => (
                <th scope="col">{languageName(language, page.language)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {texts.map(({ key, words }) => (
              <tr>
                <th scope="row">
                  <code>{key}</code>
                </th>
                {languages.map(language => (
                  <td lang={langOf(language)}>
                    <WithReadings text={readingsOf(words[language])} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
