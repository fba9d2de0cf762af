import type { LineTexts } from './line-ja.ts'

export const lineVi: LineTexts = {
  language: 'vi',
  quick: {
    menu: 'Danh mục',
    bookings: 'Xem lịch hẹn',
    bring: 'Cần mang theo',
    crowded: 'Có đông không',
    change: 'Đổi ngày giờ',
    cancel: 'Hủy lịch hẹn',
    guide: 'Hướng dẫn quầy',
    languages: 'Language',
    unlink: 'Hủy liên kết',
  },
  open: 'Mở lịch hẹn',
  openTicket: 'Xem thứ tự',
  openOffice: 'Mở trang đặt lịch',
  book: 'Đặt lịch',
  details: 'Xem chi tiết',
  welcome: {
    title: office => `Hướng dẫn quầy của ${office}`,
    lines: [
      'Quý vị có thể hỏi nên đến quầy nào, cần mang theo gì và bây giờ phải chờ bao lâu. Xin bấm nút bên dưới hoặc gửi tên thủ tục.',
      'Để nhận thông báo về lịch hẹn tại đây, xin bấm “Nhận thông báo qua LINE” ở trang lịch hẹn rồi gửi mã hiện ra.',
    ],
  },
  menu: {
    title: 'Quý vị muốn biết điều gì?',
    lines: ['Xin bấm nút bên dưới hoặc gửi tên thủ tục (chuyển đến, phiếu cư dân…).'],
  },
  linked: {
    title: 'Chúng tôi sẽ báo về lịch hẹn này qua LINE',
    line: 'Chúng tôi báo khi lịch hẹn được đổi, bị hủy và khi gọi số. Nếu muốn ngừng, xin gửi “Hủy liên kết”.',
  },
  wrongCode: {
    title: 'Không dùng được mã này',
    line: 'Xin kiểm tra lại mã. Mã chỉ dùng được một lần trong 15 phút. Quý vị lấy mã mới ở trang lịch hẹn.',
  },
  tooManyTries: {
    title: 'Xin chờ một lát',
    line: 'Mã bị sai nhiều lần liên tiếp. Xin thử lại sau khoảng 15 phút.',
  },
  notBooked: {
    title: 'Lịch hẹn này đã được hủy',
    line: 'Lịch hẹn đã hủy không còn thông báo qua LINE. Nếu muốn đến, xin đặt lịch hẹn lại.',
  },
  unlinked: {
    title: 'Đã hủy liên kết',
    line: 'Thông báo không còn gửi qua LINE. Lịch hẹn vẫn giữ nguyên; nếu quý vị đã đăng ký email, chúng tôi sẽ báo qua email.',
  },
  nothingLinked: {
    title: 'Chưa có lịch hẹn nào được liên kết',
    line: 'Xin bấm “Nhận thông báo qua LINE” ở trang lịch hẹn rồi gửi mã hiện ra.',
  },
  bring: {
    none: 'Không cần gì đặc biệt.',
    onPage: 'Xin xem nội dung thủ tục và những thứ cần mang theo ở trang lịch hẹn.',
  },
  change: 'Quý vị có thể đổi ngày giờ ở trang lịch hẹn.',
  cancel: 'Quý vị có thể hủy ở trang lịch hẹn.',
  crowded: {
    title: time => `Tình hình chờ (lúc ${time})`,
    waiting: count => `${count} người đang chờ`,
    estimate: (from, to) => `khoảng ${from}–${to} phút`,
    closed: 'hiện không tiếp nhận',
    unknown: 'chưa rõ thời gian chờ',
  },
  guide: { title: 'Quý vị cần làm gì?', line: 'Quý vị cũng có thể gửi tên thủ tục để tìm.' },
  event: name => `Thủ tục: ${name}`,
  choose: 'Xin chọn thủ tục.',
  more: count => `Còn ${count} mục nữa trên trang đặt lịch.`,
  found: words => `Thủ tục tìm thấy với “${words}”`,
  notFound: {
    title: 'Không tìm thấy',
    line: phone => `Xin gửi tên ngắn hơn hoặc bấm nút bên dưới. Quý vị cũng có thể gọi điện (${phone}).`,
  },
  gone: { title: 'Hiện không có thủ tục này', line: 'Xin bấm nút bên dưới.' },
  service: {
    counter: 'Quầy',
    minutes: 'Thời gian dự kiến',
    documents: 'Cần mang theo',
    noVisit: 'Cách không cần đến',
  },
  notText: {
    title: 'Xin gửi bằng chữ',
    line: 'Chúng tôi không trả lời được hình ảnh và nhãn dán. Xin đừng gửi thông tin cá nhân.',
  },
  chooseLanguage: 'Xin chọn ngôn ngữ / Choose a language',
  languageChosen: 'Chúng tôi tiếp tục bằng tiếng Việt',
  called: {
    title: number => `Đang gọi số ${number}`,
    line: (window, floor) => `Mời đến quầy số ${window}, tầng ${floor}.`,
  },
}
