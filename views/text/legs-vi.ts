import type { LegsTexts } from './legs-ja.ts'

export const legsVi: LegsTexts = {
  title: 'Các quầy, theo thứ tự',
  lead: 'Quý vị chỉ có một số thứ tự. Xong một quầy, xin đến quầy tiếp theo: quý vị được gọi bằng cùng số đó.',
  late: 'Nếu quầy trước kéo dài, lịch hẹn ở quầy sau vẫn được giữ.',
  each: 'Đổi từng quầy',
  change: 'Đổi giờ',
  cancel: 'Hủy',
  changeAll: 'Đổi ngày giờ của tất cả các quầy',
  cancelAll: 'Hủy tất cả',
  allNote: 'Giờ của tất cả các quầy dời đi một khoảng như nhau.',
  changeTitle: 'Đổi giờ ở quầy này',
  changeLead:
    'Quý vị có thể chọn giờ trong cùng ngày, không trùng với các quầy khác. Đã tính cả thời gian di chuyển.',
  others: 'Giờ ở các quầy khác',
  times: 'Các giờ có thể chọn',
  noTimes: 'Trong ngày này không có giờ khác cho riêng quầy này. Xin đổi ngày giờ của tất cả các quầy.',
  new: 'Giờ mới',
  submit: 'Đổi sang giờ này',
  cancelTitle: 'Hủy quầy này?',
  cancelText: 'Chỉ hủy lịch hẹn ở quầy này. Các quầy khác vẫn được giữ. Không thể hoàn tác.',
  cancelSubmit: 'Hủy quầy này',
  keep: 'Không hủy',
  route: 'Các quầy theo thứ tự',
  done: 'Đã xong',
  here: 'Quý vị đang ở đây',
  ahead: 'Sắp tới',
}
