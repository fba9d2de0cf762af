import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Ends in a slash; append the name of a database. */
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole test run, found by `inject('postgresUrl')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  project.provide('postgresUrl', postgres.url(''))
  return postgres.stop
}
