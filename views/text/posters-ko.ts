import type { ResidentPostersTexts } from './resident.ts'

export const postersKo: ResidentPostersTexts = {
  headline: { book: '창구를 예약할 수 있습니다', guide: '업무 안내' },
  lead: {
    office: '스마트폰으로 업무를 고르고, 준비물과 빈 시간을 확인한 뒤 예약할 수 있습니다.',
    services: '스마트폰으로 준비물과 빈 시간을 확인하고 예약할 수 있습니다.',
    'life-events': '스마트폰으로 필요한 업무와 준비물을 확인하고 예약할 수 있습니다.',
  },
  walkIn: '예약이 필요 없습니다. 준비물과 접수 시간을 스마트폰으로 확인하실 수 있습니다.',
  anytime: '24시간 언제든지 회원가입 없이 이용할 수 있습니다.',
  scan: '카메라로 찍어 주세요',
  phone: { book: '전화로도 예약할 수 있습니다', guide: '전화 문의' },
  word: { book: '예약', guide: '안내' },
  qrLabel: page => `'${page}' 페이지 QR코드`,
}
