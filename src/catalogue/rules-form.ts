import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import { minutesMax, minutesMin, type ServiceRules, stayMinutesMax, sundayChoices } from './service-rules.ts'

export type RulesField =
  | 'counter'
  | 'durationMinutes'
  | 'stayMinutes'
  | 'isPerPerson'
  | 'isBookable'
  | 'isEveningOk'
  | 'sunday'
  | 'isSensitive'

/** The rules of a service as they were typed; the counter by its slug. */
export type TypedRules = Record<'counter' | 'durationMinutes' | 'stayMinutes' | 'sunday', string> &
  Record<'isPerPerson' | 'isBookable' | 'isEveningOk' | 'isSensitive', boolean>

export type RulesError = {
  at: RulesField
  reason: 'required' | 'not_a_number' | 'not_a_stay' | 'booked_ahead' | 'waited_for'
}

export const usualRules: TypedRules = {
  ...{ counter: '', durationMinutes: '30', stayMinutes: '', sunday: 'no' },
  ...{ isPerPerson: false, isBookable: true, isEveningOk: false, isSensitive: false },
}

export function typedRules(form: Form): TypedRules {
  const isOn = (name: string) => form.one(name) === 'yes'
  return {
    counter: form.one('counter'),
    durationMinutes: form.one('durationMinutes').normalize('NFKC').trim(),
    stayMinutes: form.one('stayMinutes').normalize('NFKC').trim(),
    sunday: form.one('sunday'),
    isPerPerson: isOn('isPerPerson'),
    isBookable: isOn('isBookable'),
    isEveningOk: isOn('isEveningOk'),
    isSensitive: isOn('isSensitive'),
  }
}

export function typedFrom({ counters }: Office, rules: ServiceRules): TypedRules {
  const { counterId, durationMinutes, stayMinutes, ...same } = rules
  const counter = counters.find(({ id }) => id === counterId)?.slug ?? ''
  return {
    ...same,
    counter,
    durationMinutes: String(durationMinutes),
    stayMinutes: String(stayMinutes ?? ''),
  }
}

type Parsed = { ok: true; rules: ServiceRules } | { ok: false; errors: RulesError[] }

/** The rules that were typed, or each field that is wrong. */
export function parseRules({ counters }: Office, typed: TypedRules): Parsed {
  const counter = counters.find(({ slug }) => slug === typed.counter)
  const sunday = sundayChoices.find(choice => choice === typed.sunday)
  const minutes = /^\d{1,3}$/.test(typed.durationMinutes) ? Number(typed.durationMinutes) : 0
  const errors: RulesError[] = []
  if (!counter) errors.push({ at: 'counter', reason: 'required' })
  if (minutes < minutesMin || minutes > minutesMax)
    errors.push({ at: 'durationMinutes', reason: 'not_a_number' })
  const stay = typed.stayMinutes === '' ? null : Number(typed.stayMinutes)
  if (stay !== null && (!/^\d{1,3}$/.test(typed.stayMinutes) || stay < minutes || stay > stayMinutesMax))
    errors.push({ at: 'stayMinutes', reason: 'not_a_stay' })
  if (!sunday) errors.push({ at: 'sunday', reason: 'required' })
  if (!counter || !sunday || errors.length > 0) return { ok: false, errors }
  const { isPerPerson, isBookable, isEveningOk, isSensitive } = typed
  return {
    ok: true,
    rules: {
      ...{ counterId: counter.id, durationMinutes: minutes, stayMinutes: stay, sunday },
      ...{ isPerPerson, isBookable, isEveningOk, isSensitive },
    },
  }
}
