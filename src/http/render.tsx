import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { type Page } from '#views/layout/shell.tsx'
import { textsIn } from '#views/text/index.ts'
import type { Office } from '../offices/office.ts'
import type { Assets } from './assets.ts'
import type { Ctx, Env } from './env.ts'

/** Makes the props that every page shares. */
export function pageOf(c: Ctx, assets: Assets): Page {
  const { language } = c.var
  // Pages outside an office have none.
  const office: Office | undefined = c.var.office
  return { office: office ?? null, language, t: textsIn[language], here: hereOf(c), asset: assets.url }
}

/** Answers with a page. */
export function renderPage(
  c: Context<Env>,
  page: Child,
  status: 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 = 200,
) {
  return c.html(page as string, status)
}

function hereOf(c: Ctx): string {
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  // Two slashes at the start would lead to another host.
  return `${url.pathname.replace(/^[/\\]+/, '/')}${url.search}`
}
