/** How the owner of a booking has notices sent to LINE. */
export const lineLinkJa = {
  title: 'LINEで通知を受け取る',
  lead: '予約の変更、取消し、当日の呼び出しをLINEでお知らせします。友だちに追加して、番号を送るだけです。',
  show: '番号を出す',
  isLinked: 'この予約の通知をLINEに送っています。',
  unlink: 'LINEへの通知をやめる',
  code: '送る番号',
  until: (time: string) => `${time}まで使えます。一度送ると使えなくなります。`,
  open: 'LINEを開いて番号を送る',
  openNote: 'LINEが開き、番号が入力されています。そのまま送信してください。',
  friend: '先に友だちに追加する',
  otherDevice: 'スマートフォンで送るとき',
  qr: 'LINEを開いて番号を送るための二次元コード',
  otherNote: 'スマートフォンのカメラで読み取ってください。トークに番号を入力しても送れます。',
  sent: 'LINEを通して送るのは、日時、窓口、予約番号などの案内だけです。お名前、連絡先、手続きの名前は送りません。',
  keep: 'この番号は、ほかの人に見せないでください。',
  back: '予約の内容に戻る',
}

export type LineLinkTexts = typeof lineLinkJa
