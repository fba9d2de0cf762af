import type { TypedColour } from '#src/catalogue/colour-routes.tsx'
import { figuresOf, type Palette, palettes, shadesOf, tooPale } from '#src/offices/colour.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, Notice, TextField } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & {
  typed: TypedColour
  /** What is typed, as it would be kept; null when it is no colour. */
  colour: string | null
  version: number
  isRefused: boolean
  isStale: boolean
  isDone: boolean
}

/** The colour of residents' pages with the figures that decide whether it can be read. */
export function ColourPage(props: Props) {
  const { page, staff, office, typed, colour, version, isRefused, isStale, isDone } = props
  const { t } = page
  const text = t.catalogue.colour
  const [pale] = colour === null ? [] : tooPale(colour)
  const fault =
    colour === null
      ? text.notAColour
      : pale && text.tooPale(text.use[pale.use], ratioText(pale.ratio), pale.ratioMin)
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.title, done: isDone ? text.saved : null }}
      hasError={isRefused}
      summary={isRefused && fault && <ErrorSummary t={t} errors={[{ href: '#own', text: fault }]} />}
    >
      <p>{text.lead}</p>
      <form method="post" action={paths.keyColour(office.slug)} novalidate>
        <input type="hidden" name="version" value={version} />
        <fieldset class="field">
          <legend class="label">{text.choose}</legend>
          <div class="colour-choices">
            {(Object.keys(palettes) as Palette[]).map(name => (
              <label class="choice" for={`colour-${name}`}>
                <input
                  id={`colour-${name}`}
                  type="radio"
                  name="colour"
                  value={name}
                  checked={typed.palette === name}
                />
                <span class={`colour-swatch colour-${name}`} />
                {text.palette[name]}
              </label>
            ))}
            <label class="choice" for="colour-own">
              <input
                id="colour-own"
                type="radio"
                name="colour"
                value="own"
                checked={typed.palette === 'own'}
              />
              {text.own}
            </label>
          </div>
        </fieldset>
        <TextField
          {...{ t, name: 'own', label: text.typed, hint: text.typedHint, value: typed.own ?? '' }}
          error={typed.palette === 'own' || isRefused ? fault : undefined}
          autocomplete="off"
          isShort
        />
        <p class="actions">
          <button class="button">{t.catalogue.save}</button>
          <button class="button button-outline" formmethod="get">
            {text.show}
          </button>
        </p>
      </form>
      {colour !== null && <Shown {...props} colour={colour} />}
    </CatalogueShell>
  )
}

/** Rounded down, so that 4.5 is never told of less. */
function ratioText(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2)
}

/** The parts of a page in a colour, and how far they stand out. */
function Shown({ page, office, colour }: Props & { colour: string }) {
  const text = page.t.catalogue.colour
  return (
    <>
      <link
        rel="stylesheet"
        href={`${paths.keyColour(office.slug, 'sheet')}?colour=${encodeURIComponent(colour)}`}
      />
      <h2>{text.preview}</h2>
      <div class="colour-preview">
        <p class="actions">
          <span class="button">{text.sample.button}</span>
          <span class="button button-outline">{text.sample.outline}</span>
        </p>
        <p>
          <a href={paths.home(office.slug)}>{text.sample.link}</a>
        </p>
        <Notice kind="info" title={text.sample.notice} />
      </div>
      <h2>{text.figures}</h2>
      <div class="table-frame" tabindex={0} role="region" aria-label={text.figures}>
        <table class="table colour-figures">
          <thead>
            <tr>
              <th scope="col">{text.figureColumn.use}</th>
              <th scope="col">{text.figureColumn.ratio}</th>
              <th scope="col">{text.figureColumn.min}</th>
              <th scope="col">{text.figureColumn.result}</th>
            </tr>
          </thead>
          <tbody>
            {figuresOf(shadesOf(colour)).map(({ use, ratio, ratioMin }) => (
              <tr>
                <th scope="row">{text.use[use]}</th>
                <td>{ratioText(ratio)}</td>
                <td>{ratioMin}</td>
                <td>{ratio < ratioMin ? <b>{text.fail}</b> : text.pass}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
