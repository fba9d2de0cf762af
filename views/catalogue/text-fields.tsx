import { type TextLanguage, textLanguages } from '#src/catalogue/texts.ts'
import { placeOf, type TextError, type TypedTexts } from '#src/catalogue/typed-texts.ts'
import { FieldFault } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'

type Props = {
  t: Texts
  /** Of the form's fields, before their language. */
  field: string
  label: string
  hint?: string | undefined
  isRequired?: boolean
  isLong?: boolean
  typed: TypedTexts
  errors: readonly TextError[]
}

/** One text in all languages, side by side. */
export function TextFields({ t, field, label, hint, isRequired, isLong, typed, errors }: Props) {
  const isEntered = Boolean(typed[placeOf(field, 'ja')])
  return (
    <fieldset class="field catalogue-text" id={field}>
      <legend class="label">
        {label} {isRequired && <span class="required">{t.details.required}</span>}
        {hint && <span class="hint">{hint}</span>}
      </legend>
      <div class="catalogue-languages">
        {textLanguages.map(language => (
          <Cell
            {...{ t, language, isLong, isEntered, at: placeOf(field, language) }}
            value={typed[placeOf(field, language)] ?? ''}
            error={errors.find(({ at }) => at === placeOf(field, language))}
          />
        ))}
      </div>
    </fieldset>
  )
}

type CellProps = {
  t: Texts
  language: TextLanguage
  at: string
  value: string
  error: TextError | undefined
  isLong: boolean | undefined
  /** Whether there is a text in Japanese, without which nothing is missing. */
  isEntered: boolean
}

function Cell({ t, language, at, value, error, isLong, isEntered }: CellProps) {
  const text = t.catalogue
  const shared = {
    ...{ id: at, name: at, lang: langOf(language), autocomplete: 'off', spellcheck: false },
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': error ? `${at}-error` : undefined,
  }
  return (
    <div class={error ? 'catalogue-cell field-error' : 'catalogue-cell'}>
      <label for={at}>
        <span lang={langOf(language)}>{text.language[language]}</span>
        {isEntered && value === '' && <span class="chip chip-missing">{text.missing}</span>}
      </label>
      {isLong ? (
        <textarea {...shared} rows={3} class="input input-area">
          {value}
        </textarea>
      ) : (
        <input {...shared} type="text" class="input" value={value} />
      )}
      {error && <FieldFault t={t} name={at} error={text.fault[error.reason]} />}
    </div>
  )
}

/** What `lang` says of a language: plain Japanese is Japanese. */
export function langOf(language: TextLanguage): string {
  return language === 'easy' ? 'ja' : language
}
