/** What an office looks after besides its daily work: titles of the pages, and what each is for. */
export const officeDoorsJa = {
  title: '設定と記録',
  /** Of an office to which somebody has changed who looks after all of them. */
  byItsOwn: '臨時閉庁、お知らせ、発券機、操作記録などは、この区役所の管理者が使います。',
  another: 'ほかの区役所を登録する',
  groups: {
    days: '開庁日と臨時の対応',
    pages: 'ページと案内文',
    people: '職員と端末',
    records: '記録と個人情報',
  },
  doors: {
    openings: ['開庁時間と休み', '曜日ごとの時間、休み、昼の体制、予約の割合'] as [
      title: string,
      note: string,
    ],
    holidays: ['国民の祝日', '内閣府のファイルから取りこむ'] as [title: string, note: string],
    rules: ['予約と呼び出しの決まり', '何日先まで、住民の割合、呼び出す順番、ロック'] as [
      title: string,
      note: string,
    ],
    closings: ['臨時閉庁', '窓口を閉め、予約した人に新しい日時を案内する'] as [title: string, note: string],
    waitlist: ['空き待ちの決まり', '受け付けるか、何分お取りするか、何人までか'] as [
      title: string,
      note: string,
    ],
    banners: ['お知らせ', 'すべてのページと発券機に出す'] as [title: string, note: string],
    catalogue: ['手続きと案内文', '手続き、持ち物、各国語、メールの文面、色'] as [
      title: string,
      note: string,
    ],
    messages: ['通知メールの文面', '予約・変更・取り消しのメール'] as [title: string, note: string],
    line: ['LINE公式アカウント', '予約の通知と窓口の案内をLINEで送る'] as [title: string, note: string],
    texts: ['画面のことば', '6つの言語を並べて見る、翻訳の確認に出す'] as [title: string, note: string],
    posters: ['予約のポスター', 'QRコード付きのポスターと広報紙の枠を印刷する'] as [
      title: string,
      note: string,
    ],
    setup: ['区役所の登録内容', '設定をひとつのファイルに出す'] as [title: string, note: string],
    people: ['職員', '招待、役割、担当窓口、サインインの停止'] as [title: string, note: string],
    totp: ['ワンタイムパスワード', 'どの役割に求めるか'] as [title: string, note: string],
    kiosks: ['発券機', 'この端末を発券機にする'] as [title: string, note: string],
    audit: ['操作記録', 'だれが見たか、変えたか、出したか'] as [title: string, note: string],
    exposure: ['見られたおそれのある人', '期間を決めて調べる'] as [title: string, note: string],
    personalData: ['個人情報', '本人の求めに応じる、保存日数を決める'] as [title: string, note: string],
    ledger: ['個人情報ファイル簿', '公表する様式に記入したもの'] as [title: string, note: string],
    accessibility: ['ウェブアクセシビリティ方針', '公開しているページの内容を直す'] as [
      title: string,
      note: string,
    ],
    operation: ['システムの状態', '点検、バックアップ、メール、自動の処理'] as [title: string, note: string],
  },
}
