import { expect, test } from 'vitest'
import { openAdministrator } from '../support/people.ts'
import { formOf, textOf, valueOf } from '../support/visitor.ts'

const catalogue = '/staff/setup/offices/mihon/catalogue'
const questions = `${catalogue}/life-events/hikkoshi-in/questions`

test('a question is written in several languages, and residents are asked it', async () => {
  const { admin } = await openAdministrator()
  const form = await admin.get(`${questions}/new`)

  const wrong = await admin.submit(form, `${questions}/new`, {
    'text-en': 'Do you have a dog?',
    'needs-tennyu': 'yes',
  })
  expect(wrong.status).toBe(422)
  expect(textOf(wrong.html)).toContain('質問の文：入力してください。')
  expect(valueOf(formOf(wrong, `${questions}/new`), 'needs-tennyu')).toBe('yes')

  const saved = await admin.submit(wrong, `${questions}/new`, {
    'text-ja': '犬がいますか',
    'needs-tennyu': '',
  })
  expect(saved.path).toBe(`${questions}?done=saved`)
  expect((await admin.get('/mihon/life-events/hikkoshi-in?lang=en')).html).toContain('Do you have a dog?')
})

test('questions are ordered and deleted on one page', async () => {
  const { admin } = await openAdministrator()
  const page = await admin.get(questions)

  const wrong = await admin.submit(page, questions, { 'place-child': 'x' })
  expect([wrong.status, wrong.html.includes('href="#place-child"')]).toEqual([422, true])
  const saved = await admin.submit(page, questions, { 'place-child': '1', remove: ['school', 'pension'] })
  const rows = formOf(saved, questions)
    .fields.filter(([name]) => name === 'row')
    .map(([, slug]) => slug)
  expect(rows).toEqual(['child', 'mynumber', 'insurance'])

  const late = await admin.submit(page, questions, { 'place-insurance': '1' })
  expect(late.status).toBe(409)
  expect(late.html).toContain('ほかの職員が先に変更しました')
})

test('the order among services is seen and changed, and a circle is refused', async () => {
  const { admin } = await openAdministrator()
  const path = `${catalogue}/services/tennyu/relations`
  const page = await admin.get(path)

  const circle = await admin.submit(page, path, { 'add-after': 'kokuho-kanyu' })
  expect(circle.status).toBe(422)
  expect(textOf(circle.html)).toContain('順番が一回りしてしまいます')
  const saved = await admin.submit(page, path, { 'add-never': 'setai', remove: 'tenkyo' })
  expect(
    formOf(saved, path)
      .fields.filter(([name]) => name === 'never')
      .map(([, slug]) => slug),
  ).toEqual([...['tennyu-abroad', 'tenshutsu-todoke', 'setai']])
  expect((await admin.submit(page, path, { 'add-never': 'setai' })).status).toBe(409)
})

test('minutes of a way and of a stay are numbers within limits', async () => {
  const { admin } = await openAdministrator()
  const walking = `${catalogue}/walking`
  const rules = `${catalogue}/services/tennyu/rules`

  const wrong = await admin.submit(await admin.get(walking), walking, { sameFloor: '61', perFloor: '' })
  expect([wrong.status, wrong.html.includes('href="#perFloor"')]).toEqual([422, true])
  const saved = await admin.submit(wrong, walking, { sameFloor: '６０', perFloor: '0' })
  expect(saved.path).toBe(`${walking}?done=saved`)

  const short = await admin.submit(await admin.get(rules), rules, { stayMinutes: '29' })
  expect(textOf(short.html)).toContain('書類を渡せるまでの時間（分）：1件にかかる時間から960まで')
  const stay = await admin.submit(short, rules, { stayMinutes: '30' })
  expect(stay.path).toBe(`${catalogue}/services/tennyu?done=saved`)
  expect(valueOf(formOf(await admin.get(rules), rules), 'stayMinutes')).toBe('30')
})

test('the overview lists questions with their place, and lacks none of the sample', async () => {
  const { admin } = await openAdministrator()

  const page = await admin.get(`${catalogue}?missing=vi`)

  expect(page.html).not.toContain(`${questions}/`)
  expect((await admin.get(catalogue)).links).toContain(`${questions}/child`)
})
