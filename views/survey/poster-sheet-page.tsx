import { langOf, languages } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { QrCode } from '../arrival/qr-code.tsx'
import { WithReadings } from '../components/with-readings.tsx'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { residentTextsIn } from '../text/index.ts'

type Props = { page: StaffPage; staff: StaffMember; office: Office; link: string; qr: string }

/** A poster for the wall, in all languages: where to answer by phone. */
export function PosterSheetPage({ page, staff, office, link, qr }: Props) {
  const t = page.t.survey
  return (
    <StaffShell page={page} staff={staff} title={t.posterSheet.title} styles={['survey-print.css']}>
      <BackLink href={paths.staffSurvey()}>{t.staff.back}</BackLink>
      <p class="actions no-print">
        <button type="button" class="button" data-print hidden>
          {t.posterSheet.print}
        </button>
      </p>
      <article class="poster">
        <p class="poster-office">{textOf(office.name, page.language)}</p>
        <h1 class="poster-heading">{t.posterSheet.heading}</h1>
        <p class="poster-lead">{t.posterSheet.lead}</p>
        <div class="poster-qr">
          <QrCode svg={qr} label={t.posterSheet.qrLabel} />
        </div>
        <p class="poster-scan">{t.posterSheet.scan}</p>
        <p class="poster-link">{link}</p>
        <p>{t.posterSheet.anonymous}</p>
        <div class="poster-other">
          {languages
            .filter(language => language !== page.language)
            .map(language => {
              const words = residentTextsIn[language].survey.posterSheet
              return (
                <p lang={langOf(language)}>
                  <b class="poster-other-heading">
                    <WithReadings text={words.heading} />
                  </b>{' '}
                  <WithReadings text={words.lead} />
                </p>
              )
            })}
        </div>
      </article>
    </StaffShell>
  )
}
