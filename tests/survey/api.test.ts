import { expect, test } from 'vitest'
import { newToken } from '#src/access/token.ts'
import { numberFor } from '../arrival/arrivals.ts'
import { openApiWard } from '../support/api.ts'
import { answers, comments, served } from './surveys.ts'

const now = '2026-12-01T09:00'
const path = (token: string) => `/v1/tickets/${token}/answers`

test('a program asks the questions of a visit and gives the answer, once', async () => {
  const ward = await openApiWard({ now })
  const { token } = await served(ward)

  const { json: asked } = await ward.get(`/v1/tickets/${token}/questions`, { language: 'en' })
  const body = { scores: { 'q-overall': 4, 'q-wait': null }, comment: '見本' }
  const first = await ward.post(path(token), body)
  const second = await ward.post(path(token), body)

  expect(asked).toMatchObject({ state: 'open', goal: null })
  expect(asked.questions[0]).toEqual({ id: 'q-overall', text: 'How was the service today overall?' })
  expect([first.status, first.json]).toEqual([201, { state: 'given' }])
  expect([second.status, second.json.reason]).toEqual([409, 'already_answered'])
  expect((await ward.get(`/v1/tickets/${token}/questions`)).json).toMatchObject({
    state: 'given',
    questions: [],
  })
  expect(await answers(ward)).toMatchObject([{ channel: 'ticket', scores: body.scores }])
  expect(await comments(ward)).toMatchObject([{ body: '見本' }])
})

test.each([
  ['no first question', { scores: { 'q-wait': 3 } }, 'scores.q-overall', 'required'],
  ['a mark of 6', { scores: { 'q-overall': 6 } }, 'scores.q-overall', 'unknown'],
  ['a question that cannot be one', { scores: { 'q-overall': 5, '<b>見本': 6 } }, 'scores', 'unknown'],
  ['a mark of 4.5', { scores: { 'q-overall': 4.5 } }, 'scores.q-overall', 'unknown'],
  ['a question that is not asked', { scores: { 'q-overall': 5, nothing: 5 } }, 'scores', 'unknown'],
  ['too long a comment', { scores: { 'q-overall': 5 }, comment: 'あ'.repeat(401) }, 'comment', 'too_long'],
])('%s is refused', async (_, body, field, reason) => {
  const ward = await openApiWard({ now })
  const { token } = await served(ward)

  const { status, json } = await ward.post(path(token), body)

  expect(status).toBe(422)
  expect(json.errors).toMatchObject([{ field, reason }])
  expect(await answers(ward)).toEqual([])
})

test.each([
  ['the day after', '2026-12-02T23:59', 201, undefined],
  ['two days after', '2026-12-03T09:00', 409, 'too_late'],
])('%s it is taken or not', async (_, at, status, reason) => {
  const ward = await openApiWard({ now })
  const { token } = await served(ward)
  ward.setNow(at)

  const answer = await ward.post(path(token), { scores: { 'q-overall': 5 } })

  expect([answer.status, answer.json.reason]).toEqual([status, reason])
})

test('before it is served a visit has nothing to answer, and a strange token is not found', async () => {
  const ward = await openApiWard({ now })
  const { token } = await numberFor(ward, 'tennyu')
  const body = { scores: { 'q-overall': 5 } }

  expect((await ward.get(`/v1/tickets/${token}/questions`)).json.state).toBe('not_yet')
  expect((await ward.post(path(token), body)).json.reason).toBe('not_served')
  for (const strange of [newToken(), 'x']) expect((await ward.post(path(strange), body)).status).toBe(404)
})
