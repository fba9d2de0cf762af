import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { openSite } from '../support/site.ts'
import { checkIn, done, openWindows } from '../support/queue.ts'
import { letVisitorIn } from '../support/staff.ts'
import type { HtmlPage } from '../support/visitor.ts'
import { numberFor, ownerOf } from './arrivals.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // As in tests/http/pages.test.ts.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'tel-non-breaking': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'button', 'submit', 'checkbox'] }],
  },
})

test.each(['ja', 'en'])('the pages of an arrival are valid HTML (%s)', async language => {
  const site = await openSite({ now: '2026-12-01T08:50' })
  const [desk] = await openWindows(site, 'ido')
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const visitor = await ownerOf(site, appointmentId, language)
  await letVisitorIn(site, visitor, 'reception')
  const waiting = await numberFor(site, 'tennyu')
  const ticket = `/mihon/t/${waiting.token}`
  const pages: HtmlPage[] = []
  const see = async (...paths: string[]) => {
    for (const path of paths) pages.push(await visitor.get(path))
  }

  await see('/mihon/appointment', ticket, `${ticket}/leave`, '/mihon/t/none')
  await see('/kiosk/mihon', '/kiosk/mihon/booked', '/kiosk/mihon/counters', '/kiosk/mihon/counters/ido')
  await see(`/kiosk/mihon/t/${waiting.token}`, '/staff/kiosks', `/staff/tickets/${waiting.ticket.id}/slip`)
  pages.push(await visitor.post('/kiosk/mihon/booked', { reference: 'ZZZ999' }))
  pages.push(await visitor.post('/kiosk/mihon/counters/ido', { services: [] }))
  done(await desk.callNext())
  await see(ticket)
  await desk.act('serve', waiting.ticket)
  await desk.act('finish', waiting.ticket)
  await see(ticket)
  done(await checkIn(site, appointmentId))
  await see('/mihon/appointment')

  for (const { html, path, status } of pages) {
    const report = await validator.validateString(html)
    const faults = report.results.flatMap(({ messages }) => messages)
    expect(faults.map(({ ruleId, message, line }) => `${path} ${line}: ${ruleId} ${message}`)).toEqual([])
    expect(status, path).toBeLessThan(500)
  }
})
