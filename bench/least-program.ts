import { randomBytes, randomUUID } from 'node:crypto'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { openHandle } from '#db/sqlite-handle.ts'

// The least program that keeps a booking as durably: Hono, and the rows of a booking by prepared statements on the
// product's own schema, all that came in one turn of the event loop in one commit. It checks nothing, seals nothing and
// speaks one language. What it takes, no product on SQLite does without.

type Wish = { startsAt: string; name: string; email: string; language: string; people: number }

/** What answers bookings on the sample ward in this file; nobody else may write to it meanwhile. */
export function leastListener(path: string, answer: string) {
  const handle = openHandle(path, { readonly: false })
  const book = bookingOn(handle)
  const waiting: Array<{ wish: Wish; answered: () => void }> = []

  function commitAll() {
    const batch = waiting.splice(0)
    handle.exec('begin immediate')
    for (const { wish } of batch) book(wish)
    handle.exec('commit')
    for (const { answered } of batch) answered()
  }

  const app = new Hono()
  const bytes = new TextEncoder().encode(answer)
  app.post('*', async c => {
    const wish = await c.req.json<Wish>()
    await new Promise<void>(answered => {
      if (waiting.push({ wish, answered }) === 1) setImmediate(commitAll)
    })
    return c.body(bytes, 201, { 'Content-Type': 'application/json' })
  })
  return getRequestListener(app.fetch)
}

function bookingOn(handle: ReturnType<typeof openHandle>) {
  const one = (sql: string) => handle.prepare<unknown[], Record<string, never>>(sql)
  const service = one(
    `select s.id, s.counter_id, s.office_id from services s where s.slug = 'inkan-haishi'`,
  ).get()
  const { office_id: officeId, counter_id: counterId, id: serviceId } = service ?? {}
  const key = one(
    `insert into idempotency_keys (key_hash, fingerprint, answer, created_at) values (?, ?, '', ?)`,
  )
  const revision = one('select revision from offices where id = ?')
  const ofContact = one(
    `select a.state, a.booked_at, l.starts_at from persons p join appointments a on a.person_id = p.id
     join legs l on l.appointment_id = a.id and l.position = 0 where p.office_id = +? and p.email_key = +?`,
  )
  const ofReference = one('select id from appointments where reference = ?')
  const person = one(
    `insert into persons (office_id, name, email, email_key, needs_json) values (?, ?, ?, ?, '[]')`,
  )
  const appointment = one(
    `insert into appointments (office_id, state, reference, calendar_uid, sequence, person_id, language, people,
     channel, is_hold_extended, created_at, booked_at) values (?, 'booked', ?, ?, 0, ?, ?, ?, 'api', 0, ?, ?)`,
  )
  const leg = one(
    `insert into legs (office_id, appointment_id, position, counter_id, starts_at, minutes) values (?, ?, 0, ?, ?, 15)`,
  )
  const legService = one(
    'insert into leg_services (office_id, leg_id, service_id, position) values (?, ?, ?, 0)',
  )
  const taken = one(
    'select starts_at, place_number from places where counter_id = ? and starts_at > ? and starts_at < ?',
  )
  const place = one(
    'insert into places (office_id, counter_id, starts_at, place_number, leg_id) values (?, ?, ?, ?, ?)',
  )
  const link = one(
    `insert into access_tokens (token_hash, office_id, appointment_id, kind, created_at) values (?, ?, ?, 'link', ?)`,
  )
  const mail = one(
    `insert into outbox (office_id, appointment_id, kind, channel, message_id, state, message_json, attempts, due_at,
     created_at) values (?, ?, 'booked', 'mail', ?, 'waiting', ?, 0, ?, ?)`,
  )
  const audit = one(
    `insert into audit (office_id, at, actor, deed, appointment_id, counter_id, details_json)
     values (?, ?, 'api', 'book', ?, ?, '{}')`,
  )
  const quarter = 15 * 60_000

  return ({ startsAt, name, email, language, people }: Wish) => {
    const now = Date.now()
    const at = Date.parse(startsAt)
    const chance = randomBytes(24).toString('base64url')
    const [reference, uid] = [chance.slice(0, 12), randomUUID()]
    key.run(chance, chance, now)
    revision.get(officeId)
    ofContact.all(officeId, email)
    ofReference.get(reference)
    const personId = person.run(officeId, name, email, email).lastInsertRowid
    const id = appointment.run(officeId, reference, uid, personId, language, people, now, now).lastInsertRowid
    const legId = leg.run(officeId, id, counterId, at).lastInsertRowid
    legService.run(officeId, legId, serviceId)
    const places = taken.all(counterId, at - quarter, at + quarter)
    place.run(officeId, counterId, at, places.length + 1, legId)
    link.run(chance, officeId, id, now)
    const message = { to: email, token: chance, language, reference, calendarUid: uid, startsAt: at, people }
    mail.run(officeId, id, uid, JSON.stringify(message), now, now)
    audit.run(officeId, now, id, counterId)
  }
}
