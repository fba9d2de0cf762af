import { expect, test } from 'vitest'
import { parsePhone } from '#src/booking/details.ts'
import { languages } from '#src/languages.ts'
import { residentTextsIn } from '#views/text/index.ts'

test.for(languages)(
  'who gives no right telephone number is shown one from here and one from abroad (%s)',
  language => {
    const { errors, opinions } = residentTextsIn[language]

    for (const text of [errors.field.phone.not_a_phone, opinions.field.phone.not_a_phone])
      expect(text?.match(/\+?\d[\d -]+\d/g)?.map(parsePhone)).toEqual(['0612345678', '+12125550100'])
  },
)
