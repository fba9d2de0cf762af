import type { Engine } from '../connect.ts'

/** The visitor questionnaire: what a month asks, and answers that lead back to nobody. */
export function createSurvey(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  const office = `office_id ${key} not null references offices (id)`
  // Rows lie in the order of their keys, and these are random: no row number tells which came first.
  const end = engine === 'sqlite' ? ') strict, without rowid' : ')'
  const month = 'month text not null check (length(month) = 7)'

  return [
    `create table survey_months (
      ${office},
      ${month},
      goal text,
      questions_json text not null,
      revision integer not null check (revision > 0),
      primary key (office_id, month)
    ${end}`,
    `create table survey_answers (
      id text not null primary key,
      ${office},
      ${month},
      counter_id ${key} references counters (id),
      channel text not null check (channel in ('ticket', 'kiosk', 'poster', 'paper')),
      language text not null,
      scores_json text not null
    ${end}`,
    `create table survey_comments (
      id text not null primary key,
      ${office},
      ${month},
      body text not null,
      is_hidden integer not null default 0 check (is_hidden in (0, 1))
    ${end}`,
    `create table survey_links (
      link_hash text not null primary key,
      ${office},
      answer_id text not null unique references survey_answers (id),
      is_done integer not null check (is_done in (0, 1)),
      expires_at ${key} not null check (expires_at % 3600000 = 0)
    ${end}`,
    'create index survey_answers_of_month on survey_answers (office_id, month, id)',
    'create index survey_comments_of_month on survey_comments (office_id, month, id)',
    'create index survey_links_by_end on survey_links (expires_at)',
  ]
}
