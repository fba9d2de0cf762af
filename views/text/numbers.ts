const wholeFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const decimalFormat = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** A count: 1,234. */
export function whole(value: number): string {
  return wholeFormat.format(value)
}

/** A measured value: 12.3. */
export function oneDecimal(value: number): string {
  return decimalFormat.format(value)
}
