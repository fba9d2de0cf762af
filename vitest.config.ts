import { defineConfig } from 'vitest/config'

const shared = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } },
}

/** What a slow machine did not finish in time is tried once more; a wrong result is wrong at once. */
const retry = {
  count: 1,
  condition:
    /timed out in \d+ms|Timeout \d+ms exceeded|Execution context was destroyed|Target page.* closed|Not attached to an active page/,
}

/** No file of ours keeps anything in its modules, so the files of a worker share them instead of loading them anew. */
const isolate = false

const domainsWithTables = [
  'access',
  'arrival',
  'banners',
  'audit',
  'audit-log',
  'booking',
  'closings',
  'disclosures',
  'catalogue',
  'directory',
  'display',
  'doctor',
  'exports',
  'history',
  'http',
  'indicators',
  'intents',
  'line',
  'invariants',
  'live',
  'logos',
  'notifications',
  'offices',
  'openings',
  'grids',
  'opinions',
  'people',
  'planner',
  'queue',
  'near-turns',
  'reminders',
  'reception',
  'retention',
  'self-checks',
  'setup',
  'staff',
  'statistics',
  'store',
  'survey',
  'waitlist',
]

/**
 * What a page says and refuses does not depend on the database: these run on SQLite alone. That every page can be
 * opened with either is shown by `pages-access.test.ts`, which walks all of them.
 */
const whatPagesSay = [
  'tests/**/{pages,html,authorisation,api-refusals,forms,*-pages,*-page,pages-hostile,api-hostile,api-docs,every-answer}.test.ts',
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
          isolate,
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
          exclude: whatPagesSay,
          env: { TEST_ENGINE: 'postgres', TZ: 'UTC' },
          globalSetup: ['tests/support/postgres-setup.ts'],
          isolate,
          retry,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
