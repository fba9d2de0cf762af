import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn } from '../support/staff.ts'
import { type HtmlPage, openVisitor, textOf, type Visitor } from '../support/visitor.ts'

/** The sample ward with a supervisor who is signed in. */
export async function openSupervisor(now = '2026-12-01T09:30'): Promise<{ site: Site; supervisor: Visitor }> {
  const site = await openSite({ now })
  const supervisor = openVisitor(site)
  await letVisitorIn(site, supervisor, 'supervisor')
  return { site, supervisor }
}

/** The html of one numbered part of the evaluation sheet. */
export function part(page: HtmlPage, number: number): string {
  return page.html.split('class="sheet-part"')[number] ?? ''
}

/** What the cells of a table say, row by row. */
export function cellsOf(html: string): string[][] {
  return [...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => textOf(cell)),
  )
}
