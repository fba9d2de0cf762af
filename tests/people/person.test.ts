import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInvitation, parseProfile, type PersonTyped } from '#src/people/form.ts'
import { foundPeople, isInReach, type Person } from '#src/people/person.ts'
import { peopleToEnrol } from '#src/people/totp-roles.ts'
import { roles } from '#src/staff/staff-member.ts'

const person: Person = {
  ...{ id: 1, officeId: 1, login: 'sakura', name: '見本 さくら', role: 'clerk', counterIds: [] },
  ...{
    state: 'active',
    ...{ hasPassword: true, isLinked: false, awaitedName: null, directoryAt: null },
    hasTotp: false,
    signedInAt: null,
    sessionsOpen: 0,
    codeExpiresAt: null,
    version: 1,
  },
}
const everyone = { typed: '', role: null, state: null }

test.for(['さくら', '見本さくら', '見本　さくら', 'SAKURA', 'ｓａｋｕ'])('"%s" finds 見本 さくら', typed => {
  expect(foundPeople([person], { ...everyone, typed })).toEqual([person])
})

test('what neither name nor login holds finds nobody', () => {
  expect(foundPeople([person], { ...everyone, typed: 'さくらこ' })).toEqual([])
})

test('role and state narrow the list', () => {
  const left: Person = { ...person, id: 2, state: 'disabled' }

  expect(foundPeople([person, left], { ...everyone, role: 'clerk' })).toHaveLength(2)
  expect(foundPeople([person, left], { ...everyone, role: 'reception' })).toEqual([])
  expect(foundPeople([person, left], { ...everyone, state: 'disabled' })).toEqual([left])
})

test('whoever answers for the office comes first and whoever has left last', () => {
  const administrator: Person = { ...person, id: 2, role: 'administrator', state: 'disabled' }
  const supervisor: Person = { ...person, id: 3, role: 'supervisor' }

  const ids = foundPeople([administrator, person, supervisor], everyone).map(({ id }) => id)

  expect(ids).toEqual([3, 1, 2])
})

test('an account is in reach of its own office and of whoever looks after all, and theirs of them alone', () => {
  expect(isInReach({ officeId: 1 }, { officeId: 1 })).toBe(true)
  expect(isInReach({ officeId: null }, { officeId: 1 })).toBe(true)
  expect(isInReach({ officeId: null }, { officeId: null })).toBe(true)
  expect(isInReach({ officeId: 2 }, { officeId: 1 })).toBe(false)
  expect(isInReach({ officeId: 1 }, { officeId: null })).toBe(false)
})

test('to enrol has whoever is in a role that newly needs it, has not done so and may still sign in', () => {
  const people: Person[] = [
    person,
    { ...person, id: 2, hasTotp: true },
    { ...person, id: 3, state: 'disabled' },
    { ...person, id: 4, state: 'invited' },
    { ...person, id: 5, role: 'supervisor' },
  ]

  expect(peopleToEnrol(people, ['clerk', 'supervisor'], ['supervisor']).map(({ id }) => id)).toEqual([1, 4])
  expect(peopleToEnrol(people, [], ['clerk'])).toEqual([])
})

const counters = [
  { id: 1, slug: 'ido' },
  { id: 2, slug: 'shomei' },
]
const office = { counters } as unknown as Parameters<typeof parseInvitation>[1]
const typed: PersonTyped = {
  login: 'Ｓａｋｕｒａ',
  name: ' 見本 さくら ',
  role: 'clerk',
  counters: ['shomei'],
}

test('a login is stored in one width and case, a name as it was typed', () => {
  expect(parseInvitation(typed, office, false)).toEqual({
    ok: true,
    value: { login: 'sakura', name: '見本 さくら', role: 'clerk', counterIds: [2], isForAll: false },
  })
})

test.for([
  [{ name: ' ' }, 'name', 'required'],
  [{ name: '見'.repeat(101) }, 'name', 'too_long'],
  [{ login: '' }, 'login', 'required'],
  [{ login: 's' }, 'login', 'not_a_login'],
  [{ login: 'さくら' }, 'login', 'not_a_login'],
  [{ role: '' }, 'role', 'required'],
  [{ role: 'mayor' }, 'role', 'required'],
  [{ role: 'all_offices' }, 'role', 'required'],
  [{ counters: ['gone'] }, 'counters', 'required'],
] as const)('an invitation with %j is wrong at its field', ([wrong, field, reason]) => {
  expect(parseInvitation({ ...typed, ...wrong }, office, false)).toEqual({
    ok: false,
    errors: [{ field, reason }],
  })
})

test('a name of a hundred characters is taken, whatever they are', () => {
  const name = '𠮷'.repeat(100)

  expect(parseProfile({ ...typed, name }, office)).toMatchObject({ ok: true, value: { name } })
})

test('only whoever looks after all offices invites another such administrator, who has no counters', () => {
  expect(parseInvitation({ ...typed, role: 'all_offices' }, office, true)).toMatchObject({
    ok: true,
    value: { role: 'administrator', counterIds: [], isForAll: true },
  })
})

test('whatever is typed, a profile has a role there is and counters of the office', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom<string>(...roles))
  const anything = fc.record({
    ...{ login: text, name: text, role: text },
    counters: fc.array(fc.oneof(fc.string(), fc.constantFrom('ido', 'shomei'))),
  })
  fc.assert(
    fc.property(anything, typed => {
      const parsed = parseProfile(typed, office)
      if (!parsed.ok) return
      const { role, counterIds } = parsed.value
      expect(roles).toContain(role)
      expect([[], [1], [2], [1, 2]]).toContainEqual(counterIds)
      // All counters only where none was chosen.
      expect(counterIds.length > 0 || typed.counters.length === 0).toBe(true)
    }),
  )
})
