import { expect, test } from 'vitest'
import { openBrowser, screenshot } from '../support/browser.ts'
import { openSite } from '../support/site.ts'

test('the page of the API lists every call, loads nothing from outside and breaks no security policy', async () => {
  const site = await openSite()
  const page = await (await openBrowser()).newPage()
  const [complaints, addresses]: [string[], string[]] = [[], []]
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => addresses.push(request.url()))

  await page.goto(`${site.url}/api/docs`)
  await page.getByText('Keep a time, or all times of a plan, for some minutes').click()
  await page.getByRole('button', { name: 'Try it out' }).waitFor()
  await screenshot(page, 'api-docs')
  await page.close()

  expect(addresses.filter(address => !address.startsWith(site.url) && !address.startsWith('data:'))).toEqual(
    [],
  )
  expect(complaints).toEqual([])
})
