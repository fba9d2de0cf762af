import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { idleLockMinutesOfNoOffice } from '#src/staff/session.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type StaffLanguage, staffLanguages } from '#src/languages.ts'
import type { Texts } from '../text/index.ts'
import { Languages, type Page } from './shell.tsx'

type StaffDoor = {
  name: 'home' | 'reception' | 'live' | 'figures' | 'opinions' | 'survey' | 'office'
  href: string
}

/** What a page for staff is given, whether or not somebody is signed in. */
export type PlainStaffPage = Omit<Page, 'language' | 't'> & { language: StaffLanguage; t: Texts }

/** What every page for somebody signed in is given besides its own props. */
export type StaffPage = PlainStaffPage & { doors: readonly StaffDoor[] }

type Props = {
  page: PlainStaffPage & Partial<StaffPage>
  /** Null where nobody is signed in yet. */
  staff: StaffMember | null
  title: string
  hasError?: boolean
  script?: string
  /** Style of its own, besides that of all pages for staff. */
  styles?: readonly string[]
  /** As wide as a PC screen, for lists and tables. */
  wide?: boolean
  children?: Child
}

/** The whole of a page for staff around its main part. */
export function StaffShell(props: Props) {
  const { page, staff, title, hasError = false, script, styles = [], wide = false, children } = props
  const { office, language, t } = page
  const name = office ? textOf(office.name, language) : t.staff.shell.siteName
  const frame = wide ? 'frame frame-wide' : 'frame'
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>
            {hasError ? t.shell.errorPrefix : ''}
            {title} | {name}
          </title>
          <link rel="icon" href={page.asset('icon.svg')} type="image/svg+xml" />
          {['tokens.css', 'madoguchi.css', 'staff.css', ...styles].map(name => (
            <link rel="stylesheet" href={page.asset(name)} />
          ))}
          <script type="module" src={page.asset(script ?? 'page.js')} />
          {staff && <script type="module" src={page.asset('idle.js')} />}
        </head>
        <body
          class="staff"
          {...(staff && {
            'data-activity': paths.staffActivity(),
            'data-home': paths.staffHome(),
            'data-lock': paths.staffLock(page.here),
            'data-lock-minutes': office?.day.idleLockMinutes ?? idleLockMinutesOfNoOffice,
          })}
        >
          <a class="skip" href="#main">
            {t.shell.skip}
          </a>
          <header class="header staff-header">
            <div class="frame frame-wide staff-header-row">
              <a class="header-name" href={paths.staffHome()}>
                {name} <span class="staff-mark">{t.staff.shell.mark}</span>
              </a>
              {staff && <Doors page={page} />}
              <div class="staff-end">
                {staff && <SignedIn page={page} staff={staff} />}
                <Languages page={page} offered={staffLanguages} />
              </div>
            </div>
          </header>
          <main id="main" class={`${frame} main`}>
            {children}
          </main>
        </body>
      </html>
    </>
  )
}

function Doors({ page: { t, here, doors = [] } }: Pick<Props, 'page'>) {
  return (
    <nav aria-label={t.staff.shell.navigation} class="staff-doors">
      <ul>
        {doors.map(({ name, href }) => (
          <li>
            <a href={href} aria-current={placeOf(name, href, here)}>
              {t.staff.shell.door[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Which pages belong to a door besides the one that it opens. */
const pagesBehind: Partial<Record<StaffDoor['name'], RegExp>> = {
  figures: /^\/staff\/figures\//,
  office:
    /^\/staff\/(setup|texts|posters|kiosks|people|closings|banners|audit|personal-data|disclosures|operation|account)(\/|$)/,
}

/** Whether a door leads to this very page, or to the pages that this one belongs to. */
function placeOf(name: StaffDoor['name'], href: string, here: string): 'page' | 'true' | undefined {
  const [path = ''] = here.split('?')
  if (path === href) return 'page'
  return pagesBehind[name]?.test(path) ? 'true' : undefined
}

function SignedIn({ page: { t }, staff }: { page: PlainStaffPage; staff: StaffMember }) {
  return (
    <div class="staff-person">
      <p>
        <a href={paths.account()} title={t.people.account.title}>
          {staff.name}
        </a>{' '}
        <span class="staff-role">{t.staff.role[staff.role]}</span>
      </p>
      <form method="post" action={paths.staffLockNow()}>
        <button class="button button-small button-outline">{t.staff.shell.lock}</button>
      </form>
      <form method="post" action={paths.staffSignOut()}>
        <button class="button button-small button-outline">{t.staff.shell.signOut}</button>
      </form>
    </div>
  )
}
