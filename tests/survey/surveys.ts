import type { Ticket } from '#src/queue/ticket.ts'
import { answerHere } from '#src/survey/answer-here.ts'
import type { Channel, Scores } from '#src/survey/answer.ts'
import { overallSlug } from '#src/survey/questionnaire.ts'
import { newToken } from '#src/access/token.ts'
import { arrive, numberFor } from '../arrival/arrivals.ts'
import { done, openWindows } from '../support/queue.ts'
import type { Site } from '../support/site.ts'
import type { Ward } from '../support/ward.ts'

export const firstQuestion = '今日の窓口の対応は全体としていかがでしたか'

export type Served = { token: string; ticket: Ticket; path: string; ask: string; more: string }

/** Somebody without a booking who has been served, with the addresses of their page. */
export async function served(ward: Ward): Promise<Served> {
  const [desk] = await openWindows(ward, 'ido')
  return servedBy(ward, desk)
}

type Desk = Awaited<ReturnType<typeof openWindows>>[0]

export async function servedBy(ward: Ward, desk: Desk): Promise<Served> {
  const { token, ticket } = await numberFor(ward, 'tennyu')
  done(await desk.callNext())
  await desk.act('serve', ticket)
  const end = done(await desk.act('finish', ticket))
  const path = `/mihon/t/${token}`
  return { token, ticket: end, path, ask: `${path}/survey`, more: `${path}/survey/more` }
}

/** Somebody with a booking, the same. */
export async function bookedAndServed(site: Site): Promise<Served> {
  const [desk] = await openWindows(site, 'ido')
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const arrived = await arrive(site, appointmentId)
  if (!arrived.ok) throw new Error(`not checked in: ${arrived.reason}`)
  const { token, ticket } = arrived
  done(await desk.callNext())
  await desk.act('serve', ticket)
  const end = done(await desk.act('finish', ticket))
  const path = `/mihon/t/${token}`
  return { token, ticket: end, path, ask: `${path}/survey`, more: `${path}/survey/more` }
}

/** Every answer with its scores, as the database keeps it. */
export async function answers(ward: Ward) {
  const rows = await ward.deps.store.read(db => db.selectFrom('survey_answers').selectAll().execute())
  return rows.map(({ scores_json, ...row }) => ({ ...row, scores: JSON.parse(scores_json) as Scores }))
}

export function comments(ward: Ward) {
  return ward.deps.store.read(db => db.selectFrom('survey_comments').selectAll().execute())
}

type Given = { counter?: string | null; channel?: 'kiosk' | 'poster'; comment?: string | null }

/** Answers given without a ticket: as many as there are marks of the first question. */
export async function given(
  ward: Ward,
  marks: ReadonlyArray<number | null>,
  { counter = 'ido', channel = 'kiosk', comment = null }: Given = {},
): Promise<void> {
  const counterId = ward.office.counters.find(({ slug }) => slug === counter)?.id ?? null
  for (const mark of marks)
    await answerHere(ward.deps, ward.office, {
      ...{ channel: channel satisfies Channel, counterId, language: 'ja', comment, isDone: true },
      scores: { [overallSlug]: mark as Scores[string] & number },
      secret: newToken(),
    })
}

/** The same mark many times. */
export function times<T>(count: number, mark: T): T[] {
  return Array.from({ length: count }, () => mark)
}

/** The target in percent of a fiscal year, as the indicators page enters it. */
export async function setTarget(
  ward: Ward,
  fiscalYear: number,
  percent: number,
  indicator = 'counter-good',
): Promise<void> {
  await ward.deps.store.write(async db => {
    const { id } = await db
      .selectFrom('indicators')
      .select('id')
      .where('slug', '=', indicator)
      .executeTakeFirstOrThrow()
    const year = { indicator_id: id, office_id: ward.office.id, fiscal_year: fiscalYear }
    const none = { value_tenths: null, survey: null, answers: null }
    await db
      .insertInto('indicator_years')
      .values({ ...year, ...none, target_tenths: Math.round(percent * 10) })
      .execute()
  })
}

/** What staff have done about the questionnaire, as the audit has it. */
export function deedsOf(ward: Ward) {
  return ward.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select(['deed', 'details_json'])
      .where('deed', 'like', '%survey%')
      .orderBy('id')
      .execute(),
  )
}
