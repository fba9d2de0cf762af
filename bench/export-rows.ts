import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import BetterSqlite from 'better-sqlite3'
import { memory } from './program.ts'

export type Taken = { seconds: number; rows: number; bytes: number }

/** Takes a file from a server, and how much memory it had more in the meantime, in MB. */
export async function exportRows(
  url: string,
  authorization: string,
  pid: number,
): Promise<Taken & { memoryGrowth: number }> {
  const before = memory(pid)
  let most = before
  const watching = setInterval(() => (most = Math.max(most, memory(pid))), 20)
  try {
    const since = performance.now()
    const answer = await fetch(url, { headers: { Authorization: authorization } })
    if (answer.status !== 200 || !answer.body) throw new Error(`an export was answered with ${answer.status}`)
    const counted = await count(answer.body)
    // The header is a line too.
    return {
      ...counted,
      rows: counted.rows - 1,
      seconds: secondsSince(since),
      memoryGrowth: (most - before) / 1024,
    }
  } finally {
    clearInterval(watching)
  }
}

function secondsSince(since: number): number {
  return (performance.now() - since) / 1000
}

const newline = 10

async function count(chunks: AsyncIterable<Uint8Array>): Promise<{ rows: number; bytes: number }> {
  let [rows, bytes] = [0, 0]
  for await (const chunk of chunks) {
    bytes += chunk.length
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) rows += 1
  }
  return { rows, bytes }
}

/** What the `sqlite3` of this machine calls itself; null where there is none. */
export function shellVersion(): string | null {
  const asked = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' })
  return asked.status === 0 ? `sqlite3 ${asked.stdout.split(' ')[0]}` : null
}

const instant = (column: string) =>
  `strftime('%Y-%m-%dT%H:%M:%S+09:00', f.${column} / 1000 + 32400, 'unixepoch')`
const minutes = (from: string, to: string) => `round(max(0, f.${to} - f.${from}) / 60000.0, 2)`

/** The same columns of the same rows in the same order, as far as SQL tells them. */
const sameRows = `
  select f.ticket_id, f.visit_id, f.business_date, c.slug, f.services_json, f.kind, f.is_priority,
    ${['appointment_at', 'checked_in_at', 'first_called_at', 'served_call_at'].map(instant).join(', ')},
    ${['started_at', 'service_ended_at', 'delivery_called_at', 'delivered_at'].map(instant).join(', ')},
    f.calls, f.outcome, ${minutes('checked_in_at', 'first_called_at')},
    round(max(0, f.first_called_at - max(f.appointment_at, f.checked_in_at)) / 60000.0, 2),
    round((f.checked_in_at - f.appointment_at) / 60000.0, 2), ${minutes('served_call_at', 'started_at')},
    round(f.serving_milliseconds / 60000.0, 2), ${minutes('served_call_at', 'service_ended_at')},
    ${minutes('service_ended_at', 'delivery_called_at')}, w.number, f.people, f.channel, f.is_end_inferred, f.language
  from ticket_facts f
    join counters c on c.id = f.counter_id
    left join windows w on w.id = f.window_id
  where f.office_id = 1
  order by f.business_date, f.visit_id, f.ticket_id`

/** Has the rows written by the `sqlite3` program, or by nothing but a loop where there is none. */
export async function plainRows(file: string): Promise<Taken> {
  const since = performance.now()
  if (!shellVersion()) return { ...bareLoop(file), seconds: secondsSince(since) }
  const shell = spawn('sqlite3', ['-readonly', '-csv', file, sameRows], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(shell, 'exit')
  const counted = await count(shell.stdout)
  const [code] = await ended
  if (code !== 0) throw new Error(`sqlite3 has ended with ${code}`)
  return { ...counted, seconds: secondsSince(since) }
}

function bareLoop(file: string): { rows: number; bytes: number } {
  const database = new BetterSqlite(file, { readonly: true })
  let [rows, bytes] = [0, 0]
  for (const row of database.prepare(sameRows).raw().iterate() as Iterable<unknown[]>) {
    bytes += Buffer.byteLength(`${row.join(',')}\r\n`)
    rows += 1
  }
  database.close()
  return { rows, bytes }
}
