import { langOf, languages } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { posterForms, posterInks, type PosterSubject, type PosterWish } from '#src/posters/poster.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { residentTextsIn } from '../text/index.ts'

type Props = {
  page: StaffPage
  office: Office
  subjects: readonly PosterSubject[]
  wish: PosterWish
}

/** What a poster is about, how large, in which language and colour. */
export function PosterChoice(props: Props) {
  const { page, wish } = props
  const text = page.t.posters.staff
  return (
    <form method="get" action={paths.posters()}>
      <Subjects {...props} />
      <fieldset class="field">
        <legend class="label">{text.form}</legend>
        {posterForms.map(form => (
          <Choice name="form" value={form} isChosen={form === wish.form} note={text.forms[form][1]}>
            {text.forms[form][0]}
          </Choice>
        ))}
      </fieldset>
      <fieldset class="field">
        <legend class="label">{text.language}</legend>
        <Choice name="language" value="all" isChosen={wish.language === null} note={text.allNote}>
          {text.all}
        </Choice>
        <div class="poster-choices">
          {languages.map(language => (
            <Choice name="language" value={language} isChosen={language === wish.language}>
              <span lang={langOf(language)}>{residentTextsIn[language].languageName}</span>
            </Choice>
          ))}
        </div>
      </fieldset>
      <fieldset class="field">
        <legend class="label">
          {text.ink} <span class="hint">{text.inkNote}</span>
        </legend>
        <div class="poster-choices">
          {posterInks.map(ink => (
            <Choice name="ink" value={ink} isChosen={ink === wish.ink}>
              {text.inks[ink]}
            </Choice>
          ))}
        </div>
      </fieldset>
      <p class="actions">
        <button class="button">{text.show}</button>
      </p>
    </form>
  )
}

function Subjects({ page, office, subjects, wish }: Props) {
  const text = page.t.posters.staff
  const events = subjects.filter(({ kind }) => kind === 'life-events')
  const option = ({ key, name }: PosterSubject) => (
    <option value={key} selected={key === wish.subject.key}>
      {textOf(name, page.language)}
    </option>
  )
  return (
    <p class="field">
      <label class="label" for="of">
        {text.of}
      </label>
      <select id="of" name="of" class="input">
        <option value="office" selected={wish.subject.kind === 'office'}>
          {text.wholeOffice}
        </option>
        {events.length > 0 && <optgroup label={text.lifeEvents}>{events.map(option)}</optgroup>}
        {office.counters.map(counter => {
          const slugs = office.services
            .filter(({ counterId }) => counterId === counter.id)
            .map(({ slug }) => `services/${slug}`)
          const offered = subjects.filter(({ key }) => slugs.includes(key))
          return offered.length === 0 ? null : (
            <optgroup label={textOf(counter.name, page.language)}>{offered.map(option)}</optgroup>
          )
        })}
      </select>
    </p>
  )
}

type ChoiceProps = { name: string; value: string; isChosen: boolean; note?: string; children?: unknown }

function Choice({ name, value, isChosen, note, children }: ChoiceProps) {
  const id = `${name}-${value}`
  return (
    <label class="choice" for={id}>
      <input id={id} type="radio" name={name} value={value} checked={isChosen} />
      <span>
        {children} {note && <span class="hint">{note}</span>}
      </span>
    </label>
  )
}
