import { expect, test } from 'vitest'
import { relationsOf, changeRelations } from '#src/planner/change-relations.ts'
import { changeQuestion, orderQuestions, type QuestionDraft } from '#src/planner/change-questions.ts'
import { changeWalking } from '#src/planner/change-walking.ts'
import { questionsMax } from '#src/offices/life-event.ts'
import { servicesByIds } from '#src/offices/office.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { officeNow, serviceOf, staffOf, subjectOf } from '../catalogue/office.ts'

const event = 'hikkoshi-out'
const draft: QuestionDraft = {
  text: { ja: '車を持っていますか', en: 'Do you have a car?' },
  needs: [{ service: 'kokuho-yameru', answer: 'no' }],
}

async function openOffice() {
  const ward = await openWard()
  return { ward, admin: await staffOf(ward, 'admin') }
}

async function versionOf(ward: Ward): Promise<number> {
  return (await subjectOf(ward, 'life-events', event)).version
}

async function write(ward: Ward, slug: string | null, written: QuestionDraft, version?: number) {
  const aim = { event, version: version ?? (await versionOf(ward)), slug }
  return changeQuestion(ward.deps, await staffOf(ward, 'admin'), ward.office, aim, written)
}

async function asked(ward: Ward) {
  const office = await officeNow(ward)
  const found = office.lifeEvents.find(({ slug }) => slug === event)
  return (found?.questions ?? []).map(({ slug, text, needs }) => {
    const slugs = needs.map(({ serviceId, answer }) =>
      [servicesByIds(office, [serviceId])[0]?.slug, answer].join(),
    )
    return [slug, text.ja, ...slugs]
  })
}

async function audited(ward: Ward): Promise<string[]> {
  const rows = await ward.deps.store.read(db => db.selectFrom('audit').select('deed').orderBy('id').execute())
  return rows.map(({ deed }) => deed)
}

test('a question is added after the others, changed and seen at once', async () => {
  const { ward } = await openOffice()

  expect(await write(ward, null, draft)).toEqual({ ok: true })
  expect(await asked(ward)).toEqual([
    ['insurance', '国民健康保険に入っている人がいますか', 'kokuho-yameru,yes'],
    ['question-2', '車を持っていますか', 'kokuho-yameru,no'],
  ])
  expect(await write(ward, 'question-2', { text: { ja: '自転車を持っていますか' }, needs: [] })).toEqual({
    ok: true,
  })
  expect((await asked(ward))[1]).toEqual(['question-2', '自転車を持っていますか'])
  expect(await audited(ward)).toEqual(['life_event_questions_changed', 'life_event_questions_changed'])
})

test('questions are put in order and taken away with what they need', async () => {
  const { ward, admin } = await openOffice()
  await write(ward, null, draft)
  const order = async (slugs: string[]) =>
    orderQuestions(ward.deps, admin, ward.office, { event, version: await versionOf(ward) }, slugs)

  expect(await order(['question-2', 'insurance'])).toEqual({ ok: true })
  expect((await asked(ward)).map(([slug]) => slug)).toEqual(['question-2', 'insurance'])
  expect(await order(['insurance'])).toEqual({ ok: true })
  expect((await asked(ward)).map(([slug]) => slug)).toEqual(['insurance'])
  expect(await order(['insurance', 'nowhere'])).toEqual({ ok: false, reason: 'stale' })
})

test('whoever has not seen the latest questions is refused', async () => {
  const { ward, admin } = await openOffice()
  const version = await versionOf(ward)
  await write(ward, null, draft)

  expect(await write(ward, 'insurance', draft, version)).toEqual({ ok: false, reason: 'stale' })
  const aim = { event, version }
  expect(await orderQuestions(ward.deps, admin, ward.office, aim, ['insurance'])).toEqual({
    ...{ ok: false, reason: 'stale' },
  })
})

test('there are as many questions as are short, and no more', async () => {
  const { ward } = await openOffice()
  for (let count = 1; count < questionsMax; count += 1) expect((await write(ward, null, draft)).ok).toBe(true)

  expect(await write(ward, null, draft)).toEqual({ ok: false, reason: 'too_many' })
  expect(await write(ward, 'insurance', draft)).toEqual({ ok: true })
})

test('a question about a service or an event that there is not is refused', async () => {
  const { ward, admin } = await openOffice()
  const nowhere = { ...draft, needs: [{ service: 'nowhere', answer: 'yes' as const }] }

  expect(await write(ward, null, nowhere)).toEqual({ ok: false, reason: 'not_found' })
  expect(await write(ward, 'nowhere', draft)).toEqual({ ok: false, reason: 'not_found' })
  const aim = { event: 'nowhere', version: 1, slug: null }
  expect(await changeQuestion(ward.deps, admin, ward.office, aim, draft)).toMatchObject({
    reason: 'not_found',
  })
})

test('what comes before a service and what contradicts it is told by both, until one of them says otherwise', async () => {
  const { ward, admin } = await openOffice()
  const relate = async (slug: string, after: string[], neverWith: string[]) => {
    const { version } = await serviceOf(ward, slug)
    return changeRelations(ward.deps, admin, ward.office, { slug, version }, { after, neverWith })
  }
  const related = async (slug: string) => relationsOf(await officeNow(ward), await serviceOf(ward, slug))

  expect(await relate('setai', ['tenkyo'], ['tennyu'])).toEqual({ ok: true })
  expect(await related('setai')).toEqual({ after: ['tenkyo'], neverWith: ['tennyu'] })
  expect((await related('tennyu')).neverWith).toEqual([
    'tennyu-abroad',
    'tenshutsu-todoke',
    'tenkyo',
    'setai',
  ])
  expect(await relate('tennyu', [], ['tenshutsu-todoke'])).toEqual({ ok: true })
  expect(await related('setai')).toEqual({ after: ['tenkyo'], neverWith: [] })
  expect(await audited(ward)).toEqual(['service_relations_changed', 'service_relations_changed'])
})

test('services that would come before each other, or be both, are refused', async () => {
  const { ward, admin } = await openOffice()
  const { version } = await serviceOf(ward, 'tennyu')
  const relate = (after: string[], neverWith: string[], seen = version) =>
    changeRelations(ward.deps, admin, ward.office, { slug: 'tennyu', version: seen }, { after, neverWith })

  expect(await relate(['kokuho-kanyu'], [])).toEqual({ ok: false, reason: 'in_a_circle' })
  expect(await relate(['setai'], ['setai'])).toEqual({ ok: false, reason: 'both' })
  // It comes after this one, by its own page.
  expect(await relate([], ['kokuho-kanyu'])).toEqual({ ok: false, reason: 'both' })
  expect(await relate(['tennyu'], [])).toEqual({ ok: false, reason: 'not_found' })
  expect(await relate(['nowhere'], [])).toEqual({ ok: false, reason: 'not_found' })
  expect(await relate(['setai'], [], version + 1)).toEqual({ ok: false, reason: 'stale' })
})

test('ways between counters are changed once, and by whoever has seen the latest', async () => {
  const { ward, admin } = await openOffice()
  const { version } = await subjectOf(ward, 'office', 'mihon')
  const walk = (sameFloorMinutes: number) =>
    changeWalking(ward.deps, admin, ward.office, version, { sameFloorMinutes, perFloorMinutes: 4 })

  expect(await walk(5)).toEqual({ ok: true })
  expect((await officeNow(ward)).rules).toMatchObject({ walkSameFloorMinutes: 5, walkPerFloorMinutes: 4 })
  expect(await walk(5)).toEqual({ ok: true })
  expect(await walk(6)).toEqual({ ok: false, reason: 'stale' })
  expect(await audited(ward)).toEqual(['walking_changed'])
})
