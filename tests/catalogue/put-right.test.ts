import { expect, test } from 'vitest'
import { openAdministrator } from '../support/people.ts'

const setup = '/staff/setup/offices/mihon/catalogue'
const own = (colour: string) => ({ colour: 'own', own: colour })

test.for([
  ['notices', `${setup}/notices`, [{ daysBefore: '99' }, { daysBefore: '2' }, { daysBefore: '3' }]],
  ['the colour', `${setup}/colour`, [own('#ffff00'), own('#00118f'), own('#5c0000')]],
  ['walking times', `${setup}/walking`, [{ sameFloor: 'x' }, { sameFloor: '4' }, { sameFloor: '5' }]],
  [
    'waiting',
    '/staff/waitlist/rules',
    [{ offerMinutes: '1' }, { offerMinutes: '45' }, { offerMinutes: '50' }],
  ],
] as const)(
  'what somebody else saved while a mistake in %s was put right is told, and not taken back',
  async ([, page, [mistake, right, theirs]]) => {
    const { admin } = await openAdministrator()
    const form = await admin.get(page)
    await admin.submit(await admin.get(page), page, { ...theirs })

    const refused = await admin.submit(form, page, { ...mistake })
    const again = await admin.submit(refused, page, { ...right })

    expect([refused.status, again.status]).toEqual([422, 409])
  },
)
