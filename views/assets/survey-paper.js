import './page.js'

// Five fingers on the number keys: each figure leads on to the next question, Backspace back to the one before,
// and Enter anywhere sends the sheet. Without this script Tab does the same.
const marks = [...document.querySelectorAll('[data-mark]')]
const figures = '0123456789'
const wide = '０１２３４５６７８９'

for (const [index, mark] of marks.entries()) {
  mark.addEventListener('input', () => {
    const at = wide.indexOf(mark.value)
    if (mark.value !== '' && at >= 0) mark.value = figures[at]
    if (/^[0-5]$/.test(mark.value)) marks[index + 1]?.focus()
  })
  mark.addEventListener('focus', () => mark.select())
  mark.addEventListener('keydown', event => {
    const isBack = event.key === 'ArrowUp' || (event.key === 'Backspace' && mark.value === '')
    const step = isBack ? -1 : event.key === 'ArrowDown' || event.key === ' ' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    marks[index + step]?.focus()
  })
}

// A sheet is sent once, however hard Enter is pressed.
const sheet = document.querySelector('[data-sheet]')
sheet?.addEventListener('submit', event => {
  if (sheet.dataset.sent) event.preventDefault()
  sheet.dataset.sent = 'yes'
})
addEventListener('pageshow', () => {
  if (sheet) delete sheet.dataset.sent
})
