/** Texts of the supervisor's pages of figures. */
export const figuresJa = {
  navigation: '統計のメニュー',
  nav: {
    day: '日',
    month: '月',
    year: '年度',
    questionnaire: 'アンケート',
    indicators: '指標・評価',
    opinions: 'ご意見',
    exports: 'データ出力',
    tickets: '記録の訂正',
    closing: '月の確定',
    definitions: '用語と計算方法',
  },
  definitions: {
    title: '用語と計算方法',
    lead: '統計の画面、ファイル、APIは、どれも同じ記録から、ここに書いた計算で出しています。',
    measure: '項目',
    formula: '計算',
    unit: '単位',
    target: '目標',
    generalTitle: '共通のきまり',
    general: [
      '日付は受付をした日です。月は暦の月、年度は4月から翌年3月までです。',
      '中央値は10件から、90％の値（10人中9人がこの時間まで）は20件から示します。それより少ないときは「少数」と書きます。',
      '中央値と90％の値は、並べた値の間を比例で補って求めます（ExcelのPERCENTILE.INCと同じ）。',
      '10人未満の内訳は、個人がわからないように「10人未満」とし、数を示しません。',
      '「－」は、その期間に当たるものがないことを表します。0とは違います。',
      '記録の訂正は、元の記録を残したまま反映します。確定したあとに訂正した月は、版の番号を上げて出し直します。',
    ],
    atLeast: (value: number, unit: string) => `${value}${unit}以上`,
    atMost: (value: number, unit: string) => `${value}${unit}以下`,
    p90: (target: string) => `90％の値が${target}`,
  },
}

export type FiguresTexts = typeof figuresJa
