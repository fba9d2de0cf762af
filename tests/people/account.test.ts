import { expect, test } from 'vitest'
import { addPerson, deedsOf, ownPassword, signInAs } from '../support/people.ts'
import { openSite } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'
import { openVisitor, textOf, type Visitor } from '../support/visitor.ts'

async function openTwoBrowsers() {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const [desk, counter] = [openVisitor(site), openVisitor(site)]
  await signInAs(desk, 'clerk')
  await signInAs(counter, 'clerk')
  return { site, desk, counter }
}

async function change(visitor: Visitor, old: string, fresh: string) {
  const page = await visitor.get('/staff/account')
  return visitor.submit(page, '/staff/account/password', { old, new: fresh })
}

test('everyone sees who they are here and where they are signed in', async () => {
  const { desk } = await openTwoBrowsers()

  const page = await desk.get('/staff/account')

  const said = textOf(page.html)
  expect(said).toContain('clerk')
  expect(said).toContain('窓口担当')
  expect(said.match(/ブラウザー/g)).toHaveLength(2)
  expect(said.match(/この画面/g)).toHaveLength(1)
  expect(said).toContain('12月1日（火）9:00')
})

test('a new password takes the place of the old one and ends all other sessions', async () => {
  const { site, desk, counter } = await openTwoBrowsers()

  const done = await change(desk, samplePassword, ownPassword)

  expect(done.path).toBe('/staff/account?done=password')
  expect((await counter.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(counter, 'clerk')).status).toBe(422)
  expect((await signInAs(counter, 'clerk', ownPassword)).path).toBe('/staff')
  expect(await deedsOf(site)).toEqual([{ deed: 'password_changed', details: { sessions: 1 } }])
})

test.for([
  ['', ownPassword, 'いまのパスワードを入力してください'],
  ['something else altogether', ownPassword, 'いまのパスワードがちがいます'],
  [samplePassword, '', '新しいパスワードを入力してください'],
  [samplePassword, 'みじかい', '15文字以上'],
  [samplePassword, 'clerk の長い合言葉です 8', 'ログイン名を入れないで'],
])('from "%s" to "%s" is refused', async ([old = '', fresh = '', said = '']) => {
  const { site, desk, counter } = await openTwoBrowsers()

  const page = await change(desk, old, fresh)

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain(said)
  expect((await counter.get('/staff')).path).toBe('/staff')
  expect(await deedsOf(site)).toEqual([])
})

test('guessing the old password has to wait', async () => {
  const site = await openSite({ now: '2026-12-01T09:00', settings: { RATE_LIMIT: 'on' } })
  const desk = openVisitor(site)
  await signInAs(desk, 'clerk')
  for (let time = 0; time < 10; time += 1)
    expect((await change(desk, `wrong ${time}`, ownPassword)).status).toBe(422)

  expect((await change(desk, samplePassword, ownPassword)).status).toBe(429)
})

test('signing out the others leaves this one', async () => {
  const { site, desk, counter } = await openTwoBrowsers()

  const page = await desk.submit(await desk.get('/staff/account'), '/staff/account/sessions/end')

  expect(textOf(page.html)).toContain('ほかの端末からサインアウトしました')
  expect(textOf(page.html)).toContain('ほかの端末ではサインインしていません')
  expect((await counter.get('/staff')).path).toBe('/staff/sign-in')
  expect((await desk.get('/staff')).path).toBe('/staff')
  expect(await deedsOf(site)).toEqual([{ deed: 'own_sessions_ended', details: { sessions: 1 } }])
})

test('whoever looks after all offices has the page too', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await addPerson(site, 'kanri', { officeId: null })
  const kanri = openVisitor(site)
  await signInAs(kanri, 'kanri')

  expect(textOf((await kanri.get('/staff/account')).html)).toContain('すべての区役所')
})
