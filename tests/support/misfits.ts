/**
 * What of a page does not fit: it scrolls sideways, an element hides what is wider than itself, or the words of
 * two elements that stand side by side lie on each other.
 */
export const misfits = `(() => {
  const found = []
  const isSeen = element => element.checkVisibility() && !element.closest('.hidden, .skip, .unseen, .survey-website')
  const nameOf = element => element.tagName + '.' + element.className + ' ' + element.textContent.trim().slice(0, 40)
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element) || element instanceof SVGElement) continue
    const { overflowX } = getComputedStyle(element)
    if (overflowX !== 'visible' && overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1)
      found.push('cut: ' + nameOf(element))
    const { left, right, width } = element.getBoundingClientRect()
    // A table of figures may scroll within a frame that keys and screen readers know of (WCAG 2.2, 1.4.10).
    const isInFrame = element.closest('[role=region][tabindex="0"]') !== null
    if (!isInFrame && width > 0 && (left < -1 || right > innerWidth + 1)) found.push('outside: ' + nameOf(element))
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && overflowX === 'visible' &&
        ['A', 'BUTTON', 'TD', 'TH'].includes(element.tagName) && getComputedStyle(element).display !== 'inline')
      found.push('spills: ' + nameOf(element))
  }
  // Within one block the lines of a text never meet; a reading may stand over its neighbours there.
  const blockOf = element => /^(inline$|ruby)/.test(getComputedStyle(element).display) ? blockOf(element.parentElement) : element
  const pen = document.createElement('canvas').getContext('2d')
  for (const select of document.querySelectorAll('select')) {
    const { font, paddingLeft, paddingRight } = getComputedStyle(select)
    pen.font = font
    const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    const text = select.selectedOptions[0]?.text ?? ''
    if (isSeen(select) && pen.measureText(text).width > room + 1) found.push('cut: ' + text)
  }
  const range = document.createRange()
  const boxes = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!node.data.trim() || !isSeen(parent) || parent.closest('rp, script, noscript, option, textarea')) continue
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) if (box.width > 1) boxes.push({ box, node, block: blockOf(parent) })
  }
  boxes.sort((a, b) => a.box.top - b.box.top)
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (other.box.top >= one.box.bottom) break
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      const along = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const lower = Math.min(one.box.height, other.box.height)
      if (along > 2 && down > lower * 0.5 && one.block !== other.block)
        found.push('overlaps: ' + one.node.data.trim().slice(0, 30) + ' / ' + other.node.data.trim().slice(0, 30))
    }
  })
  return [...new Set(found)]
})()`
