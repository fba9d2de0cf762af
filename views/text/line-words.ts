/** What people write on LINE for what a button says, in any language. */
export const lineWords: Readonly<Partial<Record<string, readonly string[]>>> = {
  bookings: [
    '予約',
    '予約確認',
    '予約の確認',
    'booking',
    'my bookings',
    'appointment',
    '预约',
    '예약',
    'lịch hẹn',
  ],
  bring: ['持ちもの', 'もちもの', '必要書類', 'documents', '所需材料'],
  crowded: ['混雑', '混雑状況', '待ち時間', '何人待ち', 'wait', 'waiting time', '等候时间', '대기 시간'],
  change: ['変更', '予約変更', 'change', 'reschedule', '更改', '변경', '일시 변경', 'đổi'],
  cancel: ['キャンセル', '取消', '取り消し', '取消し', 'cancel', '取消预约', '취소', 'hủy'],
  guide: ['窓口', '窓口案内', '手続き', 'guide', 'counter', '窗口', '창구', 'quầy'],
  languages: ['言語', 'ことば', '语言', '언어', 'ngôn ngữ'],
  unlink: ['連携を解除', '連携を解除する', 'おわり', 'unlink', '解除', '해제'],
}
