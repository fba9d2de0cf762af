import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '#db/project-root.ts'
import { ApiDocsPage } from '#views/api/docs-page.tsx'
import type { Api } from './api-route.ts'
import { apiTextsOf, problem } from './problem.ts'
import { statusOf } from './problem-reasons.ts'
import { languageOf } from './reader-language.ts'

/** All that the page loads, each with its type; nothing comes from elsewhere. */
const files: Record<string, { path: string; type: string }> = {
  'swagger-ui.css': {
    path: fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css')),
    type: 'text/css',
  },
  'swagger-ui-bundle.js': {
    path: fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js')),
    type: 'text/javascript',
  },
  'api-docs.js': { path: join(projectRoot, 'views/assets/api-docs.js'), type: 'text/javascript' },
  'api-docs.css': { path: join(projectRoot, 'views/assets/api-docs.css'), type: 'text/css' },
}

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Madoguchi',
    version: '1',
    description:
      'Counter appointments of ward offices for other programs. Times are ISO 8601 with an offset. Refusals are ' +
      '`application/problem+json` (RFC 9457) with a `reason` that never changes and texts by `Accept-Language`. ' +
      'Calls that change something take an `Idempotency-Key`. Shapes may grow, never change: ignore members ' +
      'that you do not know.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/api' }],
  tags: [
    { name: 'Offices' },
    { name: 'Times' },
    { name: 'Appointments' },
    { name: 'Queue' },
    { name: 'Staff' },
  ],
}

/** The description of the API, for programs and for people. */
export function addDocs(api: Api): void {
  let document: string | null = null
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })

  api.get('/openapi.json', c => {
    document ??= JSON.stringify(api.getOpenAPI31Document(about))
    return c.body(document, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' })
  })

  api.get('/docs', c =>
    c.html(<ApiDocsPage language={languageOf(c)} t={apiTextsOf(c)} statusOf={statusOf} />, 200, {
      'Content-Language': languageOf(c),
      Vary: 'Accept-Language',
      'Cache-Control': 'no-cache',
    }),
  )

  api.get('/docs/:file', async c => {
    const file = Object.hasOwn(files, c.req.param('file')) ? files[c.req.param('file')] : undefined
    if (!file) return problem(c, 'not_found')
    return c.body(new Uint8Array(await readFile(file.path)), 200, {
      'Content-Type': `${file.type}; charset=utf-8`,
      'Cache-Control': 'public, max-age=3600',
    })
  })
}
