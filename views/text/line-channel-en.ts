import type { LineChannelTexts } from './line-channel-ja.ts'

export const lineChannelEn: LineChannelTexts = {
  title: 'LINE official account',
  lead: 'Notices about bookings and the counter guide go out from the ward’s LINE official account. Enter the values of the Messaging API channel made in the LINE Developers console.',
  state: 'State',
  isOn: 'Use LINE',
  onNote:
    'Pages of bookings then offer “Get notices on LINE”. While it is not used, notices go by email alone.',
  on: 'In use',
  off: 'Not in use',
  none: 'Not set up yet',
  webhook: 'Webhook URL',
  webhookNote:
    'Paste it under “Messaging API settings” in the LINE Developers console and switch “Use webhook” on. Switch auto-reply and greeting messages off.',
  values: 'Values of the channel',
  field: { basicId: 'Basic ID', secret: 'Channel secret', accessToken: 'Channel access token (long-lived)' },
  hint: {
    basicId: 'For example @123abcde. A premium ID works too.',
    secret: '32 letters and figures.',
    accessToken: 'As issued in the console.',
    kept: 'It is set. Enter it only to change it; what is set is never shown.',
  },
  fault: {
    basic_id: 'Enter the basic ID: letters and figures after an @.',
    secret: 'Enter the channel secret: 32 letters and figures.',
    access_token: 'Enter the channel access token without spaces or line breaks.',
  },
  save: 'Save',
  saved: 'Saved.',
  stale: {
    title: 'Somebody else has changed it first',
    text: 'Below is how it is now. Look at it and save again.',
  },
  test: {
    title: 'Test of the connection',
    lead: 'Asks LINE with the saved values which account they lead to. Nobody is sent anything.',
    submit: 'Test the connection',
    result: {
      connected: 'It works, and the basic ID is that of the account.',
      other_account: 'It works, but the basic ID is that of another account.',
      refused: 'LINE refuses it. Please check the channel access token.',
      no_answer: 'LINE has not answered. Please try again later.',
    },
  },
  noKey: {
    title: 'The values cannot be kept',
    text: 'This server has no key to seal the values of the channel. Ask whoever runs it to set SECRETS_KEY_FILE (see docs/operation.md).',
  },
  locked: {
    title: 'The values that are set cannot be read',
    text: 'The key that has sealed them is not on this server. Ask whoever runs it to bring the key back, or enter both values below anew. Until then notices go by email alone.',
  },
  trouble: {
    title: 'LINE takes no messages',
    at: time => `Since ${time}.`,
    text: 'What could not be sent goes by email to those who gave an address.',
    monthly: 'The messages of this month are used up. Please check the plan of the official account.',
    refused: 'LINE refuses us. Please check the channel access token and the state of the account.',
    later: 'LINE is busy or down. Messages are sent again by themselves.',
  },
}
