import './page.js'
import { openLive } from './live.js'

// A kiosk: keys on the screen, the slip as soon as there is a number, and the first page for whoever comes next.
const { returnTo, returnSeconds } = document.body.dataset
const isLarge = matchMedia('(min-width: 37.5rem)').matches

const typed = document.querySelector('[data-typed]')
const keys = document.querySelector('[data-keys]')
if (typed && keys && isLarge) {
  keys.hidden = false
  // A scanner types here; the screen's own keyboard would cover the keys.
  typed.inputMode = 'none'
  typed.focus()
  keys.addEventListener('click', event => {
    const { letter, erase } = event.target.dataset
    if (letter) typed.value = (typed.value + letter).slice(0, 7)
    if (erase !== undefined) typed.value = typed.value.slice(0, -1)
  })
}

// On a phone nobody has a printer for slips at hand; a page opened again has been printed already.
const [visit] = performance.getEntriesByType('navigation')
if (document.querySelector('[data-print-now]') && isLarge && visit?.type === 'navigate') {
  document.querySelector('[data-printing]').hidden = false
  addEventListener('load', () => window.print())
}

if (returnTo) {
  const returns = document.querySelector('[data-returns]')
  const stay = document.querySelector('[data-stay]')
  let seconds = Number(returnSeconds)
  let endsAt = performance.now() + seconds * 1000
  const again = () => {
    endsAt = performance.now() + seconds * 1000
  }
  for (const type of ['pointerdown', 'keydown', 'input', 'scroll'])
    addEventListener(type, again, { passive: true })
  stay?.addEventListener('click', () => {
    seconds = 120
    again()
  })
  if (returns) returns.hidden = false
  if (stay) stay.hidden = false
  const show = () => {
    const left = Math.ceil((endsAt - performance.now()) / 1000)
    if (left <= 0) return location.replace(returnTo)
    if (returns) returns.querySelector('[data-returns-in]').textContent = String(left)
    setTimeout(show, 500)
  }
  show()
}

// The first page may stand for hours, and what the office tells everybody must not wait for a press.
const first = document.querySelector('[data-kiosk-stream]')
if (first) {
  const { kioskStream: stream, kioskPoll: poll } = first.dataset
  const shown = document.querySelector('[data-banners]').dataset.banners
  openLive({
    ...{ stream, poll, listensHidden: true },
    onState: ({ banners }) => banners !== shown && location.reload(),
  })
}

// A press too many must not take another number, and something must show that the first was felt.
for (const form of document.querySelectorAll('form'))
  form.addEventListener('submit', event => {
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
  })
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})
