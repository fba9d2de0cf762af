import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { changePerson } from '#src/people/change-person.ts'
import { disable } from '#src/people/disable.ts'
import { newPasswordCode } from '#src/people/new-password-code.ts'
import { findPerson } from '#src/people/queries.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { addPerson, deedsOf, openAdministrator, rowOf, signInAs } from '../support/people.ts'
import type { Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { formOf, openVisitor, textOf, type Visitor, valueOf } from '../support/visitor.ts'

async function openClerk() {
  const { site, admin } = await openAdministrator()
  const clerk = openVisitor(site)
  await letVisitorIn(site, clerk, 'clerk')
  const { id } = await rowOf(site, 'clerk')
  return { site, admin, clerk, id, path: `/staff/people/${id}` }
}

async function press(visitor: Visitor, path: string, deed: string) {
  return visitor.submit(await visitor.get(`${path}/${deed}`), `${path}/${deed}`)
}

async function countersOf(site: Site, id: number): Promise<number> {
  const rows = await site.deps.store.read(db =>
    db.selectFrom('staff_counters').selectAll().where('staff_id', '=', id).execute(),
  )
  return rows.length
}

test('name and counters are changed and hold at the next click', async () => {
  const { site, admin, clerk, id, path } = await openClerk()

  const saved = await admin.submit(await admin.get(path), path, { name: '見本 新', counters: ['koseki'] })

  expect(saved.path).toBe(`${path}?done=changed`)
  const home = await clerk.get('/staff')
  expect(home.heading).toContain('見本 新')
  expect(home.links.filter(link => link.startsWith('/staff/counters/'))).toEqual(['/staff/counters/koseki'])
  expect(await deedsOf(site)).toEqual([
    { deed: 'person_changed', details: { staffId: id, fields: ['name', 'counterIds'] } },
  ])
})

test('no counter chosen means all of the office', async () => {
  const { site, admin, clerk, id, path } = await openClerk()

  await admin.submit(await admin.get(path), path, { counters: [] })

  expect(await countersOf(site, id)).toBe(0)
  const links = (await clerk.get('/staff')).links.filter(link => link.startsWith('/staff/counters/'))
  expect(links).toHaveLength(site.office.counters.length)
})

test('a new role ends what is open, so that its own rules for signing in hold', async () => {
  const { site, admin, clerk, path } = await openClerk()
  await site.change(db => db.updateTable('offices').set({ totp_roles_json: '["supervisor"]' }).execute())

  await admin.submit(await admin.get(path), path, { role: 'supervisor' })

  expect((await clerk.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(clerk, 'clerk')).path).toBe('/staff/totp')
})

test('what is missing comes back with everything else', async () => {
  const { admin, path } = await openClerk()

  const page = await admin.submit(await admin.get(path), path, { name: '', counters: ['koseki'] })

  expect(page.status).toBe(422)
  expect(page.links).toContain('#name')
  expect(formOf(page, path).fields).toContainEqual(['counters', 'koseki'])
})

test('of two administrators at once the second sees what the first has saved and loses nothing typed', async () => {
  const { site, admin, path } = await openClerk()
  await addPerson(site, 'kanri')
  const other = openVisitor(site)
  await signInAs(other, 'kanri')
  const [form, otherForm] = [await admin.get(path), await other.get(path)]
  await admin.submit(form, path, { name: '見本 先' })

  const lost = await other.submit(otherForm, path, { name: '見本 後' })

  expect(lost.status).toBe(409)
  expect(textOf(lost.html)).toContain('ほかの管理者が先に変更しました')
  expect(lost.heading).toBe('見本 先')
  expect(valueOf(formOf(lost, path), 'name')).toBe('見本 後')
  expect((await rowOf(site, 'clerk')).name).toBe('見本 先')
  expect((await other.submit(lost, path)).path).toBe(`${path}?done=changed`)
  expect((await rowOf(site, 'clerk')).name).toBe('見本 後')
})

test('after a mistake in the form a change by somebody else is still noticed', async () => {
  const { admin, path } = await openClerk()
  const form = await admin.get(path)
  const wrong = await admin.submit(form, path, { name: '' })
  await admin.submit(form, path, { name: '見本 先' })

  expect((await admin.submit(wrong, path, { name: '見本 後' })).status).toBe(409)
})

test('saving twice what is saved already is one change', async () => {
  const { site, admin, path } = await openClerk()
  const form = await admin.get(path)
  const save = () => admin.submit(form, path, { name: '見本 新' })

  const pages = [...(await Promise.all([save(), save()])), await save()]

  expect(pages.map(page => page.path)).toEqual(Array(3).fill(`${path}?done=changed`))
  expect(await deedsOf(site)).toHaveLength(1)
})

test('whoever is disabled is at the door with the next click, and stays in the list and the history', async () => {
  const { site, admin, clerk, path } = await openClerk()
  const before = await rowOf(site, 'clerk')

  const page = await press(admin, path, 'disable')

  expect(textOf(page.html)).toContain('利用を停止しました')
  expect((await clerk.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(clerk, 'clerk')).status).toBe(422)
  expect(await rowOf(site, 'clerk')).toMatchObject({ is_disabled: 1, pseudonym: before.pseudonym })
  expect((await admin.get('/staff/people')).links).toContain(path)
})

test('enabled again, they sign in with the password they had', async () => {
  const { site, admin, clerk, path } = await openClerk()
  await press(admin, path, 'disable')

  await press(admin, path, 'enable')

  expect((await clerk.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(clerk, 'clerk')).path).toBe('/staff')
  expect((await deedsOf(site)).map(({ deed }) => deed)).toEqual(['person_disabled', 'person_enabled'])
})

test('signing out everywhere ends browsers and programs, and the password stays', async () => {
  const { site, admin, clerk, path } = await openClerk()
  const second = openVisitor(site)
  await signInAs(second, 'clerk')

  await press(admin, path, 'sign-out')

  for (const visitor of [clerk, second]) expect((await visitor.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(clerk, 'clerk')).path).toBe('/staff')
})

test('without the one-time password of a lost device, the role has it set up anew', async () => {
  const { site, admin, clerk, path } = await openClerk()
  await site.change(async db => {
    await db.updateTable('offices').set({ totp_roles_json: '["clerk"]' }).execute()
    await db
      .updateTable('staff')
      .set({ totp_secret: 'JBSWY3DPEHPK3PXP', totp_used_step: 1 })
      .where('login', '=', 'clerk')
      .execute()
  })

  await press(admin, path, 'remove-totp')

  expect((await clerk.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(clerk, 'clerk')).path).toBe('/staff/totp')
})

test.for(['disable', 'enable', 'sign-out', 'remove-totp'])('%s pressed twice is done once', async deed => {
  const { site, admin, path } = await openClerk()
  if (deed === 'enable') await press(admin, path, 'disable')
  if (deed === 'remove-totp')
    await site.change(db => db.updateTable('staff').set({ totp_secret: 'JBSWY3DPEHPK3PXP' }).execute())
  const before = (await deedsOf(site)).length
  const form = await admin.get(`${path}/${deed}`)

  const pages = await Promise.all([1, 2].map(() => admin.submit(form, `${path}/${deed}`)))

  expect(pages.map(page => page.path)).toEqual(Array(2).fill(`${path}?done=${deed}`))
  expect(await deedsOf(site)).toHaveLength(before + 1)
})

test('a deed on an account that has changed meanwhile is shown again instead', async () => {
  const { site, admin, clerk, path } = await openClerk()
  const form = await admin.get(`${path}/disable`)
  await admin.submit(await admin.get(path), path, { name: '見本 新' })

  const again = await admin.submit(form, `${path}/disable`)

  expect(again.status).toBe(409)
  expect((await clerk.get('/staff')).path).toBe('/staff')
  await admin.submit(again, `${path}/disable`)
  expect((await rowOf(site, 'clerk')).is_disabled).toBe(1)
})

test('nobody changes their own role, disables themselves, or gets around that', async () => {
  const { site, admin } = await openAdministrator()
  const { id, version } = await rowOf(site, 'admin')
  const path = `/staff/people/${id}`

  const page = await admin.get(path)
  const fields = { name: '見本 みずから', role: 'clerk', version: String(version) }
  expect((await admin.post(path, fields)).path).toBe(`${path}?done=changed`)
  expect(await rowOf(site, 'admin')).toMatchObject({ role: 'administrator', name: '見本 みずから' })

  expect(page.links.filter(link => link.startsWith(`${path}/`))).toEqual([])
  for (const deed of ['disable', 'new-password', 'sign-out']) {
    const refused = await press(admin, path, deed)
    expect(refused.status, deed).toBe(409)
    expect(textOf(refused.html)).toContain('自分のアカウントには、この操作はできません')
  }
  expect((await admin.get('/staff')).status).toBe(200)
})

test('of two administrators who disable each other at once, one stays', async () => {
  const { site, admin } = await openAdministrator()
  const kanri = await addPerson(site, 'kanri')
  const other = openVisitor(site)
  await signInAs(other, 'kanri')
  const paths = [`/staff/people/${kanri}/disable`, `/staff/people/${(await rowOf(site, 'admin')).id}/disable`]
  const forms = [await admin.get(paths[0] ?? ''), await other.get(paths[1] ?? '')] as const

  await Promise.all([admin.submit(forms[0], paths[0] ?? ''), other.submit(forms[1], paths[1] ?? '')])

  const rows = [await rowOf(site, 'admin'), await rowOf(site, 'kanri')]
  expect(rows.filter(row => row.is_disabled === 1)).toHaveLength(1)
})

async function memberOf(site: Site, id: number): Promise<StaffMember> {
  const row = await site.deps.store.read(db =>
    db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return { ...row, officeId: row.office_id, counterIds: [] }
}

test('whatever administrators do to each other at once, one of them can still sign in', async () => {
  const { site } = await openAdministrator()
  const ids = [(await rowOf(site, 'admin')).id]
  for (const login of ['kanri1', 'kanri2', 'kanri3']) ids.push(await addPerson(site, login))
  const { store, clock } = site.deps
  const seat = fc.nat({ max: ids.length - 1 })
  const attack = fc.record({ by: seat, on: seat, how: fc.constantFrom('disable', 'demote', 'renew') })

  await fc.assert(
    fc.asyncProperty(fc.array(attack, { minLength: 4, maxLength: 12 }), async attacks => {
      const members = await Promise.all(ids.map(id => memberOf(site, id)))
      await Promise.all(
        attacks.map(async ({ by, on, how }, index) => {
          const [actor, personId] = [members[by], ids[on]]
          if (!actor || !personId) throw new Error('no such seat')
          const { version = null } = (await store.read(db => findPerson(db, personId, clock.now()))) ?? {}
          const aim = { personId, version }
          if (how === 'disable') return disable(site.deps, actor, aim)
          if (how === 'demote')
            return changePerson(site.deps, actor, aim, { name: '見本', role: 'clerk', counterIds: [] })
          return newPasswordCode(site.deps, actor, aim, { key: `${index}`, scope: 'attack', body: index })
        }),
      )
      const left = await store.read(db =>
        db
          .selectFrom('staff')
          .select('id')
          .where('role', '=', 'administrator')
          .where('is_disabled', '=', 0)
          .where('password_hash', '<>', '')
          .execute(),
      )
      expect(left.length).toBeGreaterThan(0)
      await site.change(db =>
        db
          .updateTable('staff')
          .set({ role: 'administrator', is_disabled: 0, password_hash: 'any' })
          .where('id', 'in', ids)
          .execute(),
      )
    }),
    { numRuns: 5, seed: 20261201 },
  )
})

test('the database itself keeps the last administrator', async () => {
  const { site } = await openAdministrator()
  const shut = () =>
    site.deps.store.write(db =>
      db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'admin').execute(),
    )

  await expect(shut()).rejects.toThrow('the last administrator')
  await addPerson(site, 'kanri', { officeId: null })
  await shut()
  expect((await rowOf(site, 'admin')).is_disabled).toBe(1)
})

test('whoever was disabled a moment ago does nothing more', async () => {
  const { site, admin } = await openAdministrator()
  const kanri = await addPerson(site, 'kanri')
  const actor = await memberOf(site, kanri)
  await press(admin, `/staff/people/${kanri}`, 'disable')
  const { id, version } = await rowOf(site, 'clerk')

  expect(await disable(site.deps, actor, { personId: id, version })).toEqual({
    ok: false,
    reason: 'not_administrator',
  })
})

test('a supervisor sees the accounts of the office and changes none', async () => {
  const { site, path } = await openClerk()
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')

  const list = await supervisor.get('/staff/people')
  const page = await supervisor.get(path)

  expect(list.links).toContain(path)
  expect(list.links).not.toContain('/staff/people/invitation?office=mihon')
  expect(page.status).toBe(200)
  expect(page.forms.filter(form => form.action.startsWith('/staff/people'))).toEqual([])
  expect(page.links.filter(link => link.startsWith(`${path}/`))).toEqual([])
  expect((await supervisor.post(path, { name: '見本 別' })).status).toBe(403)
})

test('those who look after all offices are not there for the administrator of one', async () => {
  const { site, admin } = await openAdministrator()
  const id = await addPerson(site, 'kanri', { officeId: null })

  expect((await admin.get(`/staff/people/${id}`)).status).toBe(404)
  expect((await admin.post(`/staff/people/${id}/disable`, { version: '1' })).status).toBe(404)
  expect((await admin.get('/staff/people')).html).not.toContain('kanri')
  expect((await admin.get('/staff/people?office=tonari')).status).toBe(404)
})

test('they see every office and each other, and keep their role', async () => {
  const { site } = await openAdministrator()
  await addPerson(site, 'kanri', { officeId: null })
  const id = await addPerson(site, 'soumu', { officeId: null })
  const ofAll = openVisitor(site)
  await signInAs(ofAll, 'kanri')
  const path = `/staff/people/${id}`

  const list = await ofAll.get('/staff/people')
  expect(textOf(list.html)).toContain('すべての区役所の管理者')
  expect(list.links).toContain(path)

  await ofAll.submit(await ofAll.get(path), path, { name: '見本 総務', role: 'clerk' })
  expect(await rowOf(site, 'soumu')).toMatchObject({ name: '見本 総務', role: 'administrator' })
  await press(ofAll, path, 'disable')
  expect((await rowOf(site, 'soumu')).is_disabled).toBe(1)
})

test('a list of many is narrowed by name, role and state without a name in an address', async () => {
  const { site, admin } = await openAdministrator()
  for (let number = 1; number <= 8; number += 1)
    await addPerson(site, `person${number}`, { role: 'reception' })
  const list = await admin.get('/staff/people')

  const found = await admin.submit(list, '/staff/people/search', { typed: 'person3', role: 'reception' })

  expect(found.path).toBe('/staff/people/search')
  expect(textOf(found.html)).toContain('13人のうち1人')
  const nobody = await admin.submit(found, '/staff/people/search', { typed: 'いない' })
  expect(textOf(nobody.html)).toContain('あてはまる人はいません')
})

test('the found are left for the other language by a link that leads to everybody, in that language', async () => {
  const { admin } = await openAdministrator()
  const found = await admin.post('/staff/people/search', { typed: '見本' })

  const english = await admin.get(found.links.find(link => link.endsWith('?lang=en')) ?? '')

  expect([english.status, english.path]).toEqual([200, '/staff/people'])
  expect(english.heading).toBe('Accounts of the staff')
})
