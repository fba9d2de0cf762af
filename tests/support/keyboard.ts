import type { Locator, Page } from 'playwright-core'

/** Goes on by Tab until this has the focus, as somebody without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page()
  for (let steps = 0; steps < 250; steps += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${String(target)}`)
}

/** Goes there and presses Enter, which leads to another page. */
export async function pressByKey(target: Locator): Promise<void> {
  await tabTo(target)
  await Promise.all([target.page().waitForNavigation(), target.page().keyboard.press('Enter')])
}

type Stop = { at: number; name: string; isSeen: boolean; isMarked: boolean }

/** Where the focus is: its place in the page, whether it can be seen, and whether it is marked. */
const stop = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const box = element.getBoundingClientRect()
  const style = getComputedStyle(element)
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  return {
    at: [...document.querySelectorAll('*')].indexOf(element),
    name: element.tagName + ' ' + (element.textContent.trim() || element.name || element.id).slice(0, 30),
    isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isMarked: marked,
  }
})()`

/**
 * Goes through a whole page by Tab and tells what is wrong: a stop that cannot be seen or is not marked, one that
 * stands before the last, or a way that never comes to its end.
 */
export async function faultsByTab(page: Page): Promise<string[]> {
  await page.evaluate('document.activeElement?.blur(); document.body.focus(); scrollTo(0, 0)')
  const stops: Stop[] = []
  for (let steps = 0; steps < 200; steps += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate<Stop | null>(stop)
    if (here === null || here.at === stops[0]?.at) return faultsOf(stops)
    stops.push(here)
  }
  return [...faultsOf(stops), 'the way never ends']
}

function faultsOf(stops: readonly Stop[]): string[] {
  return stops.flatMap(({ at, name, isSeen, isMarked }, index) => [
    ...(isSeen ? [] : [`not seen: ${name}`]),
    ...(isMarked ? [] : [`not marked: ${name}`]),
    ...(at > (stops[index - 1]?.at ?? -1) ? [] : [`out of order: ${name}`]),
  ])
}
