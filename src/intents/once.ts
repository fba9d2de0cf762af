import { hash } from 'node:crypto'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { openText, sealText } from '../secrets/sealed-text.ts'

/** One thing somebody wants done: the key they gave it, where it was sent, and all that was sent with it. */
export type Intent = { key: string; scope: string; body: unknown }

export type KeyReused = { ok: false; reason: 'key_reused' }

const answerMilliseconds = 24 * 3_600_000

/**
 * Runs a deed once per key: the same key with the same body gets the first answer again for 24 hours, with
 * another body `key_reused`. Answer and effect are one transaction. The answer may hold links, so it is
 * sealed with the caller's own key, of which only a digest is stored. A deed that said no is not remembered.
 */
export async function once<T extends { ok: boolean }>(
  db: Db,
  intent: Intent,
  now: Instant,
  deed: () => Promise<T>,
): Promise<T | KeyReused> {
  const keyHash = digest(`${intent.scope}\n${intent.key}`)
  const fingerprint = digest(stableJson(intent.body))

  // A key whose answer is no longer given is claimed anew: by one of those who come at once.
  const claimed = await claim(db, { keyHash, fingerprint, now, oldest: now - answerMilliseconds })
  if (!claimed.numAffectedRows) {
    const earlier = await db
      .selectFrom('idempotency_keys')
      .select(['fingerprint', 'answer'])
      .where('key_hash', '=', keyHash)
      .executeTakeFirstOrThrow()
    return earlier.fingerprint === fingerprint
      ? (open(earlier.answer, intent.key) as T)
      : { ok: false, reason: 'key_reused' }
  }

  const outcome = await deed()
  if (outcome.ok)
    await keepAnswer(db, { keyHash, answer: sealText(sealingKey(intent.key), JSON.stringify(outcome)) })
  return outcome
}

type Claim = { keyHash: string; fingerprint: string; now: Instant; oldest: Instant }

const claim = prepared((db, blank: Blanks<Claim>) =>
  db
    .insertInto('idempotency_keys')
    .values({
      key_hash: blank('keyHash'),
      fingerprint: blank('fingerprint'),
      answer: '',
      created_at: blank('now'),
    })
    .onConflict(conflict =>
      conflict
        .column('key_hash')
        .doUpdateSet({ fingerprint: blank('fingerprint'), answer: '', created_at: blank('now') })
        .where('idempotency_keys.created_at', '<=', blank('oldest')),
    ),
)

const keepAnswer = prepared((db, blank: Blanks<{ keyHash: string; answer: string }>) =>
  db
    .updateTable('idempotency_keys')
    .set({ answer: blank('answer') })
    .where('key_hash', '=', blank('keyHash')),
)

/** Forgets the answers that are no longer given again. */
export async function forgetOldAnswers(db: Db, now: Instant): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<=', now - answerMilliseconds)
    .execute()
}

function digest(text: string): string {
  return hash('sha256', text, 'base64url')
}

function open(answer: string, key: string): unknown {
  const text = openText(sealingKey(key), answer)
  if (text === null) throw new Error('an answer that its own key does not open')
  return JSON.parse(text)
}

function sealingKey(key: string): Uint8Array {
  return hash('sha256', `madoguchi idempotency answer\n${key}`, 'buffer')
}

/** JSON with sorted keys, so that the order in which a form was sent does not matter. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
