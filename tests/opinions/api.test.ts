import { expect, test } from 'vitest'
import { type ApiWard, office, openApiWard } from '../support/api.ts'

const path = `${office}/opinions`
const opinion = { text: '案内の字が小さい。', category: 'facilities' }

function opinionsOf(ward: ApiWard) {
  return ward.deps.store.read(db => db.selectFrom('opinions').selectAll().execute())
}

test('an opinion is sent by one call, and the answer is a receipt and nothing else', async () => {
  const ward = await openApiWard()

  const { status, json } = await ward.post(path, { ...opinion, counter: 'ido' })

  expect(status).toBe(201)
  expect(json).toEqual({ receipt: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) })
  expect(await opinionsOf(ward)).toMatchObject([{ channel: 'api', category: 'facilities', state: 'new' }])
})

test('the same key is one opinion with one receipt, another body with it is refused', async () => {
  const ward = await openApiWard()
  const wish = { ...opinion, wantsAnswer: true, email: 'taro@example.test' }

  const answers = await Promise.all([1, 2, 3].map(() => ward.post(path, wish, { key: 'k1' })))
  const other = await ward.post(path, opinion, { key: 'k1' })

  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(other.json.reason).toBe('key_reused')
  expect(await opinionsOf(ward)).toHaveLength(1)
})

const wrong = [
  [{ text: '' }, 'text', 'required'],
  [{ text: '字'.repeat(1001) }, 'text', 'too_long'],
  [{ text: '字'.repeat(20_001) }, 'text', 'too_long'],
  [{ text: 'a\u0000' }, 'text', 'unreadable'],
  [{ text: 'a\ud842' }, 'text', 'unreadable'],
  [{ category: 'praise' }, 'category', 'unknown'],
  [{ counter: 'nowhere' }, 'counter', 'unknown'],
  [{ wantsAnswer: true }, 'email', 'contact_required'],
  [{ wantsAnswer: 'yes' }, 'wantsAnswer', 'wrong_type'],
  [{ wantsAnswer: true, email: 'a@b' }, 'email', 'not_an_email'],
  [{ language: 'xx' }, 'language', 'unknown'],
  [{ state: 'published' }, 'body', 'unknown_field'],
] as const

test('what is wrong is refused at its member, and nothing of it is said back', async () => {
  const ward = await openApiWard()

  for (const [more, field, reason] of wrong) {
    const { status, json, text } = await ward.post(path, { ...opinion, ...more })
    expect([status, json.errors[0].field, json.errors[0].reason]).toEqual([422, field, reason])
    expect(text).not.toContain('nowhere')
  }
  expect(await opinionsOf(ward)).toEqual([])
})

test('an office that there is not takes none, and no call reads them', async () => {
  const ward = await openApiWard()
  const { json } = await ward.post(path, opinion)

  expect((await ward.post('/v1/offices/nowhere/opinions', opinion)).json.reason).toBe('unknown_office')
  expect((await ward.get(path)).status).toBe(405)
  expect((await ward.get(`${path}/${json.receipt}`)).status).toBe(404)
})

test('one caller sends so many and no more', async () => {
  const ward = await openApiWard({ settings: { RATE_LIMIT: 'on' } })
  for (let count = 0; count < 30; count += 1) await ward.post(path, opinion)

  const { status, headers } = await ward.post(path, opinion)

  expect([status, headers.get('Retry-After')]).toEqual([429, '600'])
  expect(await opinionsOf(ward)).toHaveLength(30)
})
