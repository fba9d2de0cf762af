import type { LineLinkTexts } from './line-link-ja.ts'

export const lineLinkVi: LineLinkTexts = {
  title: 'Nhận thông báo qua LINE',
  lead: 'Chúng tôi báo qua LINE khi lịch hẹn được đổi, bị hủy và khi gọi số trong ngày. Quý vị chỉ cần kết bạn và gửi mã.',
  show: 'Hiện mã',
  isLinked: 'Thông báo về lịch hẹn này được gửi qua LINE.',
  unlink: 'Ngừng thông báo qua LINE',
  code: 'Mã cần gửi',
  until: time => `Dùng được đến ${time}, chỉ một lần.`,
  open: 'Mở LINE và gửi mã',
  openNote: 'LINE mở ra với mã đã điền sẵn. Quý vị chỉ cần gửi.',
  friend: 'Kết bạn trước',
  otherDevice: 'Khi gửi từ điện thoại',
  qr: 'Mã QR mở LINE để gửi mã',
  otherNote: 'Xin quét bằng máy ảnh của điện thoại, hoặc nhập mã vào cuộc trò chuyện.',
  sent: 'Qua LINE chúng tôi chỉ gửi ngày giờ, quầy, mã lịch hẹn và những thông tin tương tự, không gửi tên, liên lạc và tên thủ tục của quý vị.',
  keep: 'Xin đừng cho người khác xem mã này.',
  back: 'Quay lại lịch hẹn',
}
