import { clockTime, parseTime } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import {
  type CallingOrder,
  callingOrders,
  type OfficeRules,
  ruleLimits,
  type RuleNumber,
  ruleNumbers,
} from '../offices/office-rules.ts'

/** The rules of an office as they were typed. */
export type TypedOfficeRules = Record<RuleNumber | 'leadTime', string> &
  Record<'isSameDayBookable' | 'isPriorityFirst' | 'isKioskOpen', boolean> & { callingOrder: string }

export type OfficeRulesField = RuleNumber | 'leadTime' | 'callingOrder'

export function typedOfficeRules(form: Form): TypedOfficeRules {
  const one = (name: string) => form.one(name).normalize('NFKC').trim()
  const numbers = Object.fromEntries(ruleNumbers.map(name => [name, one(name)])) as Record<RuleNumber, string>
  const isOn = (name: string) => form.one(name) === 'yes'
  return {
    ...numbers,
    leadTime: one('leadTime').replace(/^(?=\d:)/, '0'),
    callingOrder: form.one('callingOrder'),
    ...{ isSameDayBookable: isOn('isSameDayBookable'), isPriorityFirst: isOn('isPriorityFirst') },
    isKioskOpen: isOn('isKioskOpen'),
  }
}

export function typedFromRules(rules: OfficeRules): TypedOfficeRules {
  const numbers = Object.fromEntries(ruleNumbers.map(name => [name, String(rules[name])]))
  const { isSameDayBookable, isPriorityFirst, isKioskOpen, callingOrder, leadMinute } = rules
  return {
    ...(numbers as Record<RuleNumber, string>),
    ...{ isSameDayBookable, isPriorityFirst, isKioskOpen, callingOrder, leadTime: clockTime(leadMinute) },
  }
}

type Parsed = { ok: true; rules: OfficeRules } | { ok: false; wrong: OfficeRulesField[] }

/** The rules that were typed, or each field that no office may choose so. */
export function parseOfficeRules(typed: TypedOfficeRules): Parsed {
  const wrong: OfficeRulesField[] = []
  const number = (name: RuleNumber) => {
    const { min, max } = ruleLimits[name]
    const value = /^\d{1,3}$/.test(typed[name]) ? Number(typed[name]) : Number.NaN
    if (!(value >= min && value <= max)) wrong.push(name)
    return value
  }
  const numbers = Object.fromEntries(ruleNumbers.map(name => [name, number(name)]))
  const leadMinute = parseTime(typed.leadTime)
  if (leadMinute === null) wrong.push('leadTime')
  const callingOrder = callingOrders.find((order): order is CallingOrder => order === typed.callingOrder)
  if (!callingOrder) wrong.push('callingOrder')
  if (leadMinute === null || !callingOrder || wrong.length > 0) return { ok: false, wrong }
  const { isSameDayBookable, isPriorityFirst, isKioskOpen } = typed
  return {
    ok: true,
    rules: {
      ...(numbers as Record<RuleNumber, number>),
      ...{ leadMinute, callingOrder, isSameDayBookable, isPriorityFirst, isKioskOpen },
    },
  }
}
