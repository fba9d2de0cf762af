// What every page gains with script: a print button, and errors that are read at once.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

document.querySelector('[data-error-summary]')?.focus()
