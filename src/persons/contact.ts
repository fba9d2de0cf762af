import { hash } from 'node:crypto'

/** The digest by which bookings of one e-mail address or telephone number are found again. */
export function contactKey(officeId: number, contact: string | null): string | null {
  if (contact === null) return null
  return hash('sha256', `${officeId} ${contact.toLowerCase()}`, 'base64url')
}

/** The last four digits of a telephone number. */
export function lastFour(phone: string): string {
  return phone.replace(/\D/g, '').slice(-4)
}
