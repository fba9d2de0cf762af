import type { ResidentPostersTexts } from './resident.ts'

export const postersVi: ResidentPostersTexts = {
  headline: { book: 'Đặt lịch hẹn tại quầy', guide: 'Hướng dẫn thủ tục' },
  lead: {
    office:
      'Dùng điện thoại để chọn thủ tục, xem những thứ cần mang theo và giờ còn trống, rồi đặt lịch hẹn.',
    services: 'Dùng điện thoại để xem những thứ cần mang theo và giờ còn trống, rồi đặt lịch hẹn.',
    'life-events': 'Dùng điện thoại để xem các thủ tục cần làm và những thứ cần mang theo, rồi đặt lịch hẹn.',
  },
  walkIn: 'Không cần đặt lịch. Quý vị có thể xem những thứ cần mang theo và giờ làm việc trên điện thoại.',
  anytime: 'Dùng được 24 giờ mỗi ngày, không cần đăng ký tài khoản.',
  scan: 'Quét bằng máy ảnh',
  phone: { book: 'Cũng có thể đặt lịch qua điện thoại', guide: 'Hỏi qua điện thoại' },
  word: { book: 'Đặt lịch hẹn', guide: 'Hướng dẫn' },
  qrLabel: page => `Mã QR của trang “${page}”`,
}
