import type { PictureFault } from '#src/logos/picture.ts'
import type { KeptLogo } from '#src/logos/queries.ts'
import type { TextError, TypedTexts } from '#src/catalogue/typed-texts.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { LogoPicture } from '../components/logo.tsx'
import { ErrorSummary, FieldFault } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from '../catalogue/catalogue-shell.tsx'
import { TextFields } from '../catalogue/text-fields.tsx'

export type LogoDone = 'saved' | 'removed'

type Props = CatalogueProps & {
  /** A picture that is looked at before it is used. */
  draft: KeptLogo | null
  used: KeptLogo | null
  typed: TypedTexts
  errors: readonly TextError[]
  isStale: boolean
  refused: PictureFault | 'missing' | null
  done: LogoDone | null
}

/** The logo as residents see it, the one that may become it, and the form that a picture is sent with. */
export function LogoPage(props: Props) {
  const { page, staff, office, draft, used, errors, isStale, refused, done } = props
  const { t } = page
  const text = t.catalogue.logo
  const faults = [
    ...(refused ? [{ href: '#file', text: text.refused[refused] }] : []),
    ...errors.map(({ at, reason }) => ({
      href: `#${at}`,
      text: `${text.alt}：${t.catalogue.fault[reason]}`,
    })),
  ]
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.title, done: done && text[done] }}
      hasError={faults.length > 0}
      summary={<ErrorSummary t={t} errors={faults} />}
    >
      <p>{text.lead}</p>
      {draft && (
        <section>
          <h2>{text.draft}</h2>
          <p>{text.draftLead}</p>
          <Sample {...props} logo={draft} src={paths.officeLogo(office.slug, 'draft')} />
          <AltForm {...props} logo={draft} />
        </section>
      )}
      <section>
        <h2>{text.used}</h2>
        {used ? (
          <>
            <Sample {...props} logo={used} src={paths.logo(office.slug, used.hash)} />
            {draft ? <Removal {...props} logo={used} /> : <AltForm {...props} logo={used} />}
          </>
        ) : (
          <p>{text.none}</p>
        )}
      </section>
      <FileForm {...props} />
    </CatalogueShell>
  )
}

/** As it stands at the head of a page. */
function Sample({ page, office, logo, src, typed }: Props & { logo: KeptLogo; src: string }) {
  const { language } = page
  const alt = logo.alt ?? { ja: typed['alt-ja'] ?? '' }
  return (
    <>
      <p class="logo-sample">
        <LogoPicture {...{ src, language, alt }} width={logo.width} height={logo.height} />
        <span class="header-name">{textOf(office.name, language)}</span>
      </p>
      <p class="hint">{page.t.catalogue.logo.size(logo.kind, logo.width, logo.height)}</p>
    </>
  )
}

type LogoProps = Props & { logo: KeptLogo }

function AltForm(props: LogoProps) {
  const { page, office, logo, typed, errors } = props
  const { t } = page
  const text = t.catalogue.logo
  return (
    <>
      <form method="post" action={paths.officeLogo(office.slug)} novalidate>
        <input type="hidden" name="hash" value={logo.hash} />
        <TextFields {...{ t, field: 'alt', label: text.alt, hint: text.altHint, typed, errors }} isRequired />
        <p class="actions">
          <button class="button">{logo.state === 'draft' ? text.use : t.catalogue.save}</button>
        </p>
      </form>
      <Removal {...props} />
    </>
  )
}

function Removal({ page, office, logo }: LogoProps) {
  const text = page.t.catalogue.logo
  return (
    <form method="post" action={paths.officeLogo(office.slug, 'removal')}>
      <input type="hidden" name="state" value={logo.state} />
      <input type="hidden" name="hash" value={logo.hash} />
      <p class="actions">
        <button class="button button-outline">{logo.state === 'draft' ? text.discard : text.remove}</button>
      </p>
    </form>
  )
}

function FileForm({ page: { t }, office, draft, used, refused }: Props) {
  const text = t.catalogue.logo
  const describedBy = refused ? 'file-error file-hint' : 'file-hint'
  return (
    <form
      method="post"
      action={paths.officeLogo(office.slug, 'file')}
      enctype="multipart/form-data"
      novalidate
    >
      <h2>{draft || used ? text.another : text.choose}</h2>
      <div class={refused ? 'field field-error' : 'field'}>
        <label for="file" class="label">
          {text.file}
        </label>
        <p id="file-hint" class="hint">
          {text.fileHint}
        </p>
        <input
          id="file"
          name="file"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          class="input input-file"
          aria-invalid={refused ? 'true' : undefined}
          aria-describedby={describedBy}
        />
        {refused && <FieldFault t={t} name="file" error={text.refused[refused]} />}
      </div>
      <p class="actions">
        <button class="button button-outline">{text.send}</button>
      </p>
    </form>
  )
}
