import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** An empty database: a file that is gone with this process, or a new one of the PostgreSQL whose address ends in a slash. */
export async function freshDatabase(postgresUrl: string | undefined): Promise<string> {
  if (postgresUrl) {
    const name = `bench_${process.pid}`
    const client = new Client(`${postgresUrl}postgres`)
    await client.connect()
    await client.query(`drop database if exists ${name}`)
    await client.query(`create database ${name}`)
    await client.end()
    return `${postgresUrl}${name}`
  }
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return `file:${join(folder, 'ward.db')}`
}
