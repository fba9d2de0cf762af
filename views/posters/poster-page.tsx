import type { Language } from '#src/languages.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { namelessIn, type PosterSubject, type PosterWish } from '#src/posters/poster.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { residentTextsIn } from '../text/index.ts'
import { PosterBox } from './poster-box.tsx'
import { PosterChoice } from './poster-choice.tsx'
import { PosterSheet } from './poster-sheet.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  subjects: readonly PosterSubject[]
  wish: PosterWish
  /** The whole address that the code holds. */
  link: string
  qr: string
}

/** Choosing a poster and seeing it as it will be on paper; only the paper itself is printed. */
export function PosterPage(props: Props) {
  const { page, staff, office, subjects, wish, link, qr } = props
  const text = page.t.posters.staff
  const { subject, form, language, ink } = wish
  const chosen = { of: subject.key, form, language: language ?? 'all', ink }
  return (
    <StaffShell {...{ page, staff, title: text.title }} styles={['posters.css', `poster-${form}.css`]} wide>
      <div class="no-print">
        <BackLink href={paths.staffOffice()}>{text.back}</BackLink>
        <h1>{text.title}</h1>
        <p>{text.lead}</p>
      </div>
      <div class="poster-page">
        <div class="no-print">
          <PosterChoice {...{ page, office, subjects, wish }} />
          <Nameless {...props} languages={namelessIn(wish)} />
          <h2 class="heading-small">{text.leadsTo}</h2>
          <p>
            <b>{link}</b>
            <br />
            <a href={link}>{text.open}</a>
          </p>
          <p class="actions">
            <button type="button" class="button" data-print hidden>
              {text.print}
            </button>
            <a class="button button-outline" href={paths.posterQr(chosen)}>
              {text.download}
            </a>
          </p>
          <p class="hint">{text.printNote}</p>
        </div>
        <section class="poster-preview" aria-label={text.preview}>
          {ink === 'colour' && <link rel="stylesheet" href={paths.posterColour()} />}
          {form === 'box' ? (
            <PosterBox {...{ office, wish, link, qr }} />
          ) : (
            <PosterSheet {...{ office, wish, link, qr }} />
          )}
        </section>
      </div>
    </StaffShell>
  )
}

/** Says in which languages a poster cannot name what it is about. */
function Nameless({ page, staff, office, wish, languages }: Props & { languages: readonly Language[] }) {
  if (languages.length === 0) return null
  const { t } = page
  const text = t.posters.staff
  const names = languages.map(one => residentTextsIn[one].languageName).join(t.listComma)
  const { kind, key, name } = wish.subject
  const slug = kind === 'office' ? office.slug : (key.split('/')[1] ?? key)
  return (
    <Notice kind="warning" title={text.namelessTitle}>
      <p>{text.nameless(name.ja, names)}</p>
      {staff.role === 'administrator' && (
        <p>
          <a href={paths.catalogueTexts(office.slug, kind, slug)}>{text.enterNames}</a>
        </p>
      )}
    </Notice>
  )
}
