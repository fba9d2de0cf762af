import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import { isLogin, loginOf, type Role, roles } from '../staff/staff-member.ts'
import type { Profile } from './change-person.ts'
import { type PersonFilter, personStates } from './person.ts'

/** Besides the roles of an office: whoever looks after all of them. */
const allOffices = 'all_offices'

/** What somebody has typed about an account, as it was typed. */
export type PersonTyped = {
  login: string
  name: string
  role: string
  /** Slugs. */
  counters: readonly string[]
}

export type PersonField = 'login' | 'name' | 'role' | 'counters'
export type PersonFault =
  'required' | 'too_long' | 'not_a_login' | 'login_taken' | 'own_account' | 'all_offices'
export type PersonError = { field: PersonField; reason: PersonFault }

export const nothingTyped: PersonTyped = { login: '', name: '', role: '', counters: [] }

export function typedPerson(form: Form): PersonTyped {
  return {
    login: form.one('login'),
    name: form.one('name'),
    role: form.one('role'),
    counters: form.all('counters'),
  }
}

function roleOf(typed: string): Role | null {
  return roles.find(role => role === typed) ?? null
}

type Parsed<T> = { ok: true; value: T } | { ok: false; errors: PersonError[] }

/** The login of a new account beside its profile; only whoever looks after all offices makes another such one. */
export function parseInvitation(
  typed: PersonTyped,
  office: Office,
  mayMakeForAll: boolean,
): Parsed<Profile & { login: string; isForAll: boolean }> {
  const isForAll = mayMakeForAll && typed.role === allOffices
  const profile = parseProfile(isForAll ? { ...typed, role: 'administrator', counters: [] } : typed, office)
  const login = loginOf(typed.login)
  const wrong = login === '' ? 'required' : isLogin(login) ? null : 'not_a_login'
  const errors: PersonError[] = wrong ? [{ field: 'login', reason: wrong }] : []
  if (!profile.ok)
    return { ok: false, errors: [...profile.errors.slice(0, 1), ...errors, ...profile.errors.slice(1)] }
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { ...profile.value, login, isForAll } }
}

/** Name, role and counters; a counter that the office has not is none of its own form. */
export function parseProfile(typed: PersonTyped, office: Pick<Office, 'counters'>): Parsed<Profile> {
  const name = typed.name.trim()
  const role = roleOf(typed.role)
  const errors: PersonError[] = []
  if (!name) errors.push({ field: 'name', reason: 'required' })
  else if (Array.from(name).length > 100) errors.push({ field: 'name', reason: 'too_long' })
  if (!role) errors.push({ field: 'role', reason: 'required' })
  const counterIds = office.counters.filter(({ slug }) => typed.counters.includes(slug)).map(({ id }) => id)
  // Nothing of what was chosen is there any more: that must not become all counters.
  if (typed.counters.length > 0 && counterIds.length === 0)
    errors.push({ field: 'counters', reason: 'required' })
  return role && errors.length === 0 ? { ok: true, value: { name, role, counterIds } } : { ok: false, errors }
}

/** The version of what a page has shown; null when none came along. */
export function versionOf(form: Form, field = 'version'): number | null {
  return /^\d{1,15}$/.test(form.one(field)) ? Number(form.one(field)) : null
}

export function parsePeopleFilter(form: Form): PersonFilter {
  return {
    typed: form.one('typed').slice(0, 100),
    role: roleOf(form.one('role')),
    state: personStates.find(state => state === form.one('state')) ?? null,
  }
}
