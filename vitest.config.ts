import { defineConfig } from 'vitest/config'

const shared = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } },
}

/** What a slow machine did not finish in time is tried once more; a wrong result is wrong at once. */
const retry = { count: 1, condition: /timed out in \d+ms|Timeout \d+ms exceeded/ }

const domainsWithTables = [
  'access',
  'arrival',
  'booking',
  'display',
  'exports',
  'history',
  'http',
  'indicators',
  'intents',
  'live',
  'notifications',
  'offices',
  'opinions',
  'people',
  'queue',
  'reception',
  'self-checks',
  'setup',
  'staff',
  'statistics',
  'store',
  'survey',
]

/** Everything runs on SQLite; whatever touches the database runs on PostgreSQL too. */
export default defineConfig({
  ...shared,
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        ...shared,
        test: {
          name: 'sqlite',
          include: ['tests/**/*.test.ts'],
          globalSetup: ['tests/support/templates-setup.ts'],
          env: { TEST_ENGINE: 'sqlite', TZ: 'America/New_York' },
          retry,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'postgres',
          include: domainsWithTables.map(domain => `tests/${domain}/**/*.test.ts`),
          env: { TEST_ENGINE: 'postgres', TZ: 'UTC' },
          globalSetup: ['tests/support/postgres-setup.ts'],
          retry,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
