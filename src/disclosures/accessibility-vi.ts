import type { PolicyOffice, PolicyWords } from './accessibility.ts'

export function wordsVi({ name, desks }: PolicyOffice): PolicyWords {
  return {
    scope: [
      'Phạm vi',
      `Tất cả các trang của trang đặt lịch hẹn của ${name}, gồm cả trang số thứ tự, màn hình máy lấy số và màn hình gọi số, cùng các trang dành cho nhân viên.`,
    ],
    target: [
      'Mục tiêu',
      'Mục tiêu là tuân thủ mức AA của tiêu chuẩn Nhật Bản JIS X 8341-3:2016. Các trang cũng được làm để đạt mức AA của WCAG 2.2.',
    ],
    date: ['Thời hạn', 'Trong vòng 1 năm kể từ khi trang này được mở.'],
    state: [
      'Hiện trạng',
      'Trang nào cũng dùng được chỉ với bàn phím, không cần chuột. Vẫn đặt lịch được khi tập lệnh không chạy. Khi phóng to chữ đến 200% hoặc trên màn hình rộng 320 pixel, quý vị vẫn đọc được mà không phải kéo ngang. Không có thông tin nào chỉ được thể hiện bằng màu sắc.\nMỗi lần thay đổi, các trang đều được kiểm tra tự động (mức A và AA của WCAG 2.2); kết quả được công bố ở trang “Kết quả kiểm tra khả năng tiếp cận”. Kiểm tra theo Phụ lục JB của JIS X 8341-3:2016 chưa được thực hiện.',
    ],
    exceptions: [
      'Ngoại lệ',
      'Màn hình gọi số ở sảnh và máy lấy số phụ thuộc vào khả năng phóng to hoặc đọc thành tiếng của thiết bị. Số được gọi bằng cả màn hình và giọng nói, và quý vị có thể xem trên điện thoại của mình.\nTên của một số thủ tục và giấy tờ chỉ có tiếng Nhật.\nCác trang khác mà liên kết dẫn đến không thuộc phạm vi này.',
    ],
    help: [
      'Khi gặp khó khăn',
      `Nếu có chỗ nào khó dùng hoặc không đọc được, xin cho chúng tôi biết. Quý vị cũng có thể đặt lịch qua điện thoại hoặc tại quầy.\n${desks.map(({ name, phone }) => `${name}, điện thoại ${phone}`).join('\n')}\nQuý vị cũng có thể gửi qua hộp thư góp ý.`,
    ],
  }
}
