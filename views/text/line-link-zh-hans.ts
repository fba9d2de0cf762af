import type { LineLinkTexts } from './line-link-ja.ts'

export const lineLinkZhHans: LineLinkTexts = {
  title: '用LINE接收通知',
  lead: '预约更改、取消以及当天叫号时，会通过LINE通知您。只需加为好友并发送号码。',
  show: '显示号码',
  isLinked: '此预约的通知会发送到LINE。',
  unlink: '停止LINE通知',
  code: '要发送的号码',
  until: time => `有效期至${time}，只能使用一次。`,
  open: '打开LINE发送号码',
  openNote: 'LINE打开后号码已填好，直接发送即可。',
  friend: '请先加为好友',
  otherDevice: '用手机发送时',
  qr: '打开LINE发送号码的二维码',
  otherNote: '请用手机相机扫描，也可以在聊天中输入号码发送。',
  sent: '通过LINE发送的只有日期时间、窗口、预约编号等信息，不会发送您的姓名、联系方式和手续名称。',
  keep: '请不要把此号码给他人看。',
  back: '返回预约内容',
}
