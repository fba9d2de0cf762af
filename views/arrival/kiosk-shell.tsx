import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { langOf } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { Banners } from '../components/banners.tsx'
import { OfficeLogo } from '../components/logo.tsx'
import { KeyColour, Languages, type Page } from '../layout/shell.tsx'

type Props = {
  page: Page
  office: Office
  title: string
  hasError?: boolean
  /** Where "back" leads; none on the first page. */
  back?: string | null
  /** Seconds without a touch after which the next person finds the first page. */
  returnSeconds?: number | null
  /** The first page and its name, where that is not the one for taking numbers. */
  first?: { href: string; name: string } | null
  styles?: readonly string[]
  /** Whether the languages are the first choice to make, in buttons for a whole hand. */
  isFirst?: boolean
  children?: Child
}

/** The whole of a kiosk's screen: nothing on it leads out of the kiosk. */
export function KioskShell({
  page,
  office,
  title,
  hasError = false,
  back = null,
  returnSeconds = 60,
  first = null,
  styles = [],
  isFirst = false,
  children,
}: Props) {
  const { language, t } = page
  const words = t.arrival.kiosk
  const start = `${first?.href ?? paths.kiosk(office.slug)}?lang=ja`
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={langOf(language)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>
            {hasError ? t.shell.errorPrefix : ''}
            {title} | {textOf(office.name, language)}
          </title>
          <link rel="icon" href={page.asset('icon.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={page.asset('tokens.css')} />
          <link rel="stylesheet" href={page.asset('madoguchi.css')} />
          <link rel="stylesheet" href={page.asset('kiosk.css')} />
          {['slip.css', ...styles].map(name => (
            <link rel="stylesheet" href={page.asset(name)} />
          ))}
          <KeyColour office={office} />
          <script type="module" src={page.asset('kiosk.js')} />
        </head>
        <body
          class={isFirst ? 'kiosk kiosk-first' : 'kiosk'}
          {...(returnSeconds !== null && {
            'data-return-to': start,
            'data-return-seconds': String(returnSeconds),
          })}
        >
          <header class="kiosk-header no-print">
            <p class="kiosk-name">
              <OfficeLogo office={office} language={language} />
              {textOf(office.name, language)} <span class="whole">{first?.name ?? words.siteName}</span>
            </p>
            <Languages page={page} />
          </header>
          <Banners page={page} office={office} />
          <main id="main" class="kiosk-main">
            {children}
          </main>
          <footer class="kiosk-footer no-print">
            <p>{words.help}</p>
            {returnSeconds !== null && (
              <nav aria-label={words.start} class="kiosk-nav">
                {back && (
                  <a class="button button-outline" href={back}>
                    {words.back}
                  </a>
                )}
                <a class="button button-outline" href={start}>
                  {words.start}
                </a>
              </nav>
            )}
          </footer>
        </body>
      </html>
    </>
  )
}
