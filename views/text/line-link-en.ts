import type { LineLinkTexts } from './line-link-ja.ts'

export const lineLinkEn: LineLinkTexts = {
  title: 'Get notices on LINE',
  lead: 'We tell you on LINE when your booking is changed or cancelled and when you are called. Add the account as a friend and send a code.',
  show: 'Show a code',
  isLinked: 'Notices about this booking go to LINE.',
  unlink: 'Stop notices on LINE',
  code: 'Code to send',
  until: time => `Good until ${time}, and only once.`,
  open: 'Open LINE and send the code',
  openNote: 'LINE opens with the code filled in. Just send it.',
  friend: 'First add the account as a friend',
  otherDevice: 'To send it from your phone',
  qr: 'QR code that opens LINE with the code filled in',
  otherNote: 'Read this with the camera of your phone, or type the code into the chat.',
  sent: 'Only the time, the counter, the booking number and the like go through LINE: neither your name and contact nor what you come for.',
  keep: 'Do not show this code to anybody else.',
  back: 'Back to the booking',
}
