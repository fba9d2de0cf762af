import type { ResidentPostersTexts } from './resident.ts'

export const postersZhHans: ResidentPostersTexts = {
  headline: { book: '可以预约窗口', guide: '手续指南' },
  lead: {
    office: '用手机选择要办的手续，查看携带物品和空闲时间，即可预约。',
    services: '用手机查看携带物品和空闲时间，即可预约。',
    'life-events': '用手机查看需要办理的手续和携带物品，即可预约。',
  },
  walkIn: '无需预约。可以用手机查看携带物品和受理时间。',
  anytime: '24小时均可使用，无需注册。',
  scan: '请用相机扫描',
  phone: { book: '也可以打电话预约', guide: '电话咨询' },
  word: { book: '预约', guide: '指南' },
  qrLabel: page => `“${page}”页面的二维码`,
}
