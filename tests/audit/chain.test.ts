import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openStore } from '#db/store.ts'
import { anchorOf, beginning, parseAnchor, sealHash } from '#src/audit/chain.ts'
import { recordAudit } from '#src/audit/entry-queries.ts'
import { claimEnd, insertSeals } from '#src/audit/seal-queries.ts'
import { sealAudit } from '#src/audit/seal.ts'
import { shortenAudit } from '#src/audit/shorten.ts'
import { verifyAuditCommand } from '#src/audit/verify-command.ts'
import { verifyAudit } from '#src/audit/verify.ts'
import { engine, instant, openWard } from '../support/ward.ts'
import { tamper } from '../support/tamper.ts'
import { faultsOf, openSealedWard, write } from './chains.ts'

const row = {
  ...{ id: 7, officeId: 1, at: 1000, actor: 'staff:3', actorRole: 'clerk', deed: 'view' },
  ...{ appointmentId: 5, counterId: null, details: '{"見本":1}' },
}

test('a seal is made of exactly the form that is written down', () => {
  const form = `["madoguchi-audit-1","${beginning.hash}",1,7,1,1000,"staff:3","clerk","view",5,null,"{\\"見本\\":1}",2000]`

  expect(sealHash(beginning.hash, 1, row, 2000)).toBe(createHash('sha256').update(form).digest('hex'))
})

test('an anchor is read back as it was printed, and nothing else is one', () => {
  const anchor = { position: 12, hash: 'ab'.repeat(32) }

  expect(parseAnchor(` ${anchorOf(anchor)} `)).toEqual(anchor)
  for (const wrong of ['', '12', `:${anchor.hash}`, `12:${anchor.hash}0`, `-1:${anchor.hash}`])
    expect(parseAnchor(wrong)).toBeNull()
})

test('a chain in order verifies, from the first row to those that still wait', async () => {
  const ward = await openSealedWard(3)
  await write(ward, 3)

  const found = await verifyAudit(ward.deps.store)

  expect(found).toMatchObject({ rows: 3, waiting: 1, faults: [], end: { position: 3 } })
  expect(await sealAudit(ward.deps)).toBe(1)
  expect(await sealAudit(ward.deps)).toBe(0)
  expect(await verifyAudit(ward.deps.store, { anchor: found.end })).toMatchObject({ rows: 4, faults: [] })
})

const damages: Array<[what: string, statements: string[], faults: string[]]> = [
  ['an edited detail', ["update audit set details_json = '{}' where id = 3"], ['row_changed 3']],
  ['another actor', ["update audit set actor = 'staff:1' where id = 3"], ['row_changed 3']],
  ['another role', ["update audit set actor_role = 'clerk' where id = 1"], ['row_changed 1']],
  ['a deleted row', ['delete from audit where id = 2'], ['row_missing 2']],
  [
    'a deleted row with its seal',
    ['delete from audit where id = 2', 'delete from audit_seals where position = 2'],
    ['seal_missing 2'],
  ],
  [
    'two rows in another order',
    [
      'update audit_seals set audit_id = -2 where position = 2',
      'update audit_seals set audit_id = 2 where position = 3',
      'update audit_seals set audit_id = 3 where position = 2',
    ],
    ['row_changed 2', 'row_changed 3'],
  ],
  [
    'a row put in past the chain',
    [
      `insert into audit (id, office_id, at, actor, deed, details_json)
        values (-1, 1, 1, 'staff:1', 'view', '{}')`,
      'delete from unsealed_audit where audit_id = -1',
    ],
    ['row_inserted -'],
  ],
  [
    'a row put in with a seal of its own',
    [
      `insert into audit (id, office_id, at, actor, deed, details_json)
        values (900, 1, 1, 'staff:1', 'view', '{}')`,
      'delete from unsealed_audit where audit_id = 900',
      `insert into audit_seals (position, audit_id, sealed_at, hash) values (6, 900, 1, '${'a'.repeat(64)}')`,
    ],
    ['row_changed 6', 'end_differs 5'],
  ],
  ['seals cut off the end', ['delete from audit_seals where position > 3'], ['end_differs 5']],
  [
    'rows and seals cut off the end',
    ['delete from audit where id > 3', 'delete from audit_seals where position > 3'],
    ['end_differs 5'],
  ],
  [
    'a beginning taken away without a word',
    [
      `insert into audit_checkpoints (position, hash, created_at)
        select position, hash, 1 from audit_seals where position = 2`,
      'delete from audit where id < 3',
      'delete from audit_seals where position < 3',
    ],
    ['checkpoint_untold 2'],
  ],
]

test.for(damages)('%s is found, and nothing else', async ([, statements, faults]) => {
  const ward = await openSealedWard(5)

  await tamper(ward, ...statements)

  expect(await faultsOf(ward)).toEqual(faults)
})

test.runIf(engine === 'postgres')('a row that is taken away before it was sealed is missed', async () => {
  const ward = await openSealedWard(1)
  await write(ward, 1)

  await tamper(ward, 'delete from audit where id = 2')

  expect(await faultsOf(ward)).toEqual(['row_missing -'])
})

test('an end that was cut off with everything about it is found by the anchor alone', async () => {
  const ward = await openSealedWard(5)
  const { end: anchor } = await verifyAudit(ward.deps.store)
  await tamper(
    ward,
    'delete from audit where id > 3',
    'delete from audit_seals where position > 3',
    `update audit_chain set position = 3, hash = (select hash from audit_seals where position = 3)`,
  )

  expect(await faultsOf(ward)).toEqual([])
  expect(await faultsOf(ward, anchor)).toEqual(['anchor_differs 5'])
})

test('a chain that was forged from some row on is found by the anchor alone', async () => {
  const ward = await openSealedWard(3)
  const { end: anchor } = await verifyAudit(ward.deps.store)
  await tamper(
    ward,
    'delete from audit_seals',
    "update audit set actor = 'staff:1' where id = 2",
    'insert into unsealed_audit (audit_id) select id from audit',
    `update audit_chain set position = 0, hash = '${beginning.hash}'`,
  )
  await sealAudit(ward.deps)

  expect(await faultsOf(ward)).toEqual([])
  expect(await faultsOf(ward, anchor)).toEqual(['anchor_differs 3'])
})

test.for([
  "update audit set actor = 'nobody'",
  'delete from audit',
  'delete from audit_seals',
  "update audit_seals set hash = ''",
])('the database itself refuses: %s', async statement => {
  const ward = await openSealedWard(1)

  const damage = ward.deps.store.write(db => sql.raw(statement).execute(db))

  await expect(damage).rejects.toThrow('is append-only')
})

test.runIf(engine === 'postgres')('the audit cannot be emptied either', async () => {
  const ward = await openSealedWard(1)

  const damage = ward.deps.store.write(db => sql.raw('truncate audit, audit_seals').execute(db))

  await expect(damage).rejects.toThrow('is append-only')
})

test('deeds write on while the chain is sealed, and every row gets one seal', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const other = await openStore(ward.databaseUrl)
  const rows = Array.from({ length: 60 }, (_, minute) => minute)

  await Promise.all([
    ...rows.map(minute => write(ward, minute)),
    ...[1, 2, 3].map(() => sealAudit(ward.deps)),
    ...(engine === 'postgres' ? [sealAudit({ store: other, clock: ward.deps.clock })] : []),
  ])
  await sealAudit(ward.deps)

  expect(await verifyAudit(ward.deps.store)).toMatchObject({ rows: 60, waiting: 0, faults: [] })
  await other.close()
})

test.runIf(engine === 'postgres')(
  'a row that is committed late is sealed late, and none is passed over',
  async () => {
    const ward = await openWard({ now: '2026-12-01T09:00' })
    const { promise: isSealed, resolve: sealed } = Promise.withResolvers<void>()
    const late = ward.deps.store.write(async db => {
      await recordAudit(db, { officeId: ward.office.id, at: 1, actor: 'system', deed: 'correct' })
      await isSealed
    })
    await write(ward, 1)

    expect(await sealAudit(ward.deps)).toBe(1)
    sealed()
    await late

    expect(await sealAudit(ward.deps)).toBe(1)
    expect(await verifyAudit(ward.deps.store)).toMatchObject({ rows: 2, faults: [] })
  },
)

test('sealing that is interrupted half-way leaves nothing of it, and goes on the next time', async () => {
  const ward = await openSealedWard(2)
  await write(ward, 2)

  const interrupted = ward.deps.store.write(async db => {
    const end = await claimEnd(db)
    await insertSeals(db, [{ position: end.position + 1, auditId: 3, sealedAt: 1, hash: 'b'.repeat(64) }])
    throw new Error('the power is gone')
  })

  await expect(interrupted).rejects.toThrow('the power is gone')
  expect(await verifyAudit(ward.deps.store)).toMatchObject({ rows: 2, waiting: 1, faults: [] })
  await sealAudit(ward.deps)
  expect(await verifyAudit(ward.deps.store)).toMatchObject({ rows: 3, waiting: 0, faults: [] })
})

test('after its years the beginning goes, and the rest still verifies from the checkpoint', async () => {
  const ward = await openSealedWard(5)
  const { end: anchor } = await verifyAudit(ward.deps.store)

  expect(await shortenAudit(ward.deps, instant('2026-12-01T09:03'))).toBe(3)
  expect(await shortenAudit(ward.deps, instant('2026-12-01T09:03'))).toBe(0)

  const rows = await ward.deps.store.read(db =>
    db.selectFrom('audit').select(['id', 'deed']).orderBy('id').execute(),
  )
  expect(rows).toEqual([
    { id: 4, deed: 'correct' },
    { id: 5, deed: 'correct' },
    { id: 6, deed: 'audit_shortened' },
  ])
  await sealAudit(ward.deps)
  expect(await verifyAudit(ward.deps.store, { anchor })).toMatchObject({ rows: 3, faults: [] })
  expect(await faultsOf(ward, { position: 2, hash: 'c'.repeat(64) })).toEqual(['anchor_too_old 2'])
})

test('a row of the time that is kept is taken away by nobody', async () => {
  const ward = await openSealedWard(5)
  await shortenAudit(ward.deps, instant('2026-12-01T09:03'))

  const damage = ward.deps.store.write(db => sql.raw('delete from audit where id = 4').execute(db))

  await expect(damage).rejects.toThrow('audit is append-only')
})

test('a beginning that was tampered with is not taken away any further', async () => {
  const ward = await openSealedWard(5)
  await tamper(ward, 'delete from audit where id = 2')

  expect(await shortenAudit(ward.deps, instant('2026-12-02T00:00'))).toBe(1)
  expect(await faultsOf(ward)).toEqual(['row_missing 2'])
})

/** Runs the command as its own program, from the sources. */
function run(databaseUrl: string, ...options: string[]) {
  const root = join(import.meta.dirname, '../..')
  const entry = join(root, 'src/verify-audit.ts')
  const { status, stdout } = spawnSync(process.execPath, ['--conditions=source', entry, ...options], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl },
    encoding: 'utf8',
  })
  return { status, stdout }
}

test('the command prints the anchor, holds the chain to an earlier one, and tells each fault in a line', async () => {
  const ward = await openSealedWard(3)
  const { end } = await verifyAudit(ward.deps.store)

  const good = run(ward.databaseUrl, '--anchor', anchorOf(end))
  await tamper(ward, "update audit set actor = 'staff:1' where id = 2")
  const bad = run(ward.databaseUrl, '--anchor', `3:${'0'.repeat(64)}`)

  expect(good).toEqual({
    ...{ status: 0, stdout: `rows 3, not yet sealed 0, faults 0\nanchor ${anchorOf(end)}\n` },
  })
  expect(bad).toEqual({
    status: 1,
    stdout: `seal 2 row 2: is not what was sealed\nseal 3: is not what the anchor says\nrows 3, not yet sealed 0, faults 2\nanchor ${anchorOf(end)}\n`,
  })
})

test.for<[string, Record<string, string>, string[]]>([
  ['an unknown option', {}, ['--fix']],
  ['an anchor that is none', {}, ['--anchor', '12']],
  ['a database that is not there', { DATABASE_URL: 'file:/tmp/madoguchi-none/none.db' }, []],
])('the command ends with 2 and one line: %s', async ([, settings, options]) => {
  const lines: string[] = []
  const listening = vi.spyOn(process.stderr, 'write').mockImplementation(line => lines.push(String(line)) > 0)

  const code = await verifyAuditCommand(options, settings).finally(() => listening.mockRestore())

  expect(code).toBe(2)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^madoguchi: [^\n]+\n$/)
})
