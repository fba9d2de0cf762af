import type { FurtherCheck, TestedPart } from '#src/disclosures/tested.ts'

/** The results of the accessibility checks. */
export const resultsJa = {
  title: 'アクセシビリティの試験結果',
  lead: 'このサイトの画面を自動の検査で確かめた結果です。自動の検査で分かるのは、基準の一部だけです。ほかの方法で確かめたことと、まだ確かめていないことも、下に書いています。',
  none: '自動の検査の結果は、まだありません。',
  facts: {
    date: '検査した日',
    target: '目標',
    tool: '検査の道具',
    views: '検査した画面',
    failed: '問題',
    undecided: '要確認',
  },
  target: 'JIS X 8341-3:2016 レベルAA、WCAG 2.2 レベルAA',
  views: (pages: number, views: number) =>
    `${pages}種類のページ。状態、言語、画面の幅を変えて、合わせて${views}画面`,
  count: (count: number) => `${count}件`,
  byPart: '画面ごとの結果',
  column: { part: '画面', views: '画面の数', languages: '言語' },
  byCriterion: '達成基準ごとの結果',
  criteria: (checked: number, all: number) =>
    `レベルAとAAの${all}の達成基準のうち、${checked}は、自動の検査で一部を確かめています。「要確認」は、道具では判断できず、人が見る必要のあるところです。`,
  checked: '自動の検査で一部を確かめた達成基準',
  unchecked: '自動の検査では分からない達成基準',
  further: 'そのほかに確かめること',
  state: { tested: '変更のたびに、ブラウザーを動かして確かめていること', open: 'まだ確かめていないこと' },
  checks: {
    keyboard: 'キーボードだけで、予約、変更、取り消しまでできる',
    names: 'カレンダーの日は、日付、曜日、空き、枠の数を読み上げる名前を持つ',
    zoom: '200％に拡大しても、文字が切れず、横に動かさずに読める',
    narrow: '幅320ピクセルの画面で、どの言語の文字も切れず、重ならない',
    contrast: 'ブラウザーで色を強制する設定（ハイコントラスト）でも使える',
    motion: '動きを減らす設定では、画面が動かない',
    script: 'スクリプトが動かなくても、予約、変更、取り消しができる',
    screenReader: 'スクリーンリーダー（PC、iPhone、Android）で、予約を終えるまで使う',
    voice: '音声で操作する',
    translations: 'ほかの言語を、その言語を母語とする人が読む',
    residents: '障害のある人、高齢の人に使ってもらう',
    devices: '区役所に置いた発券機と呼び出し表示の機器で使う',
    jis: 'JIS X 8341-3:2016の附属書JBに基づく試験',
  } satisfies Record<FurtherCheck, string>,
  parts: {
    search: '手続きをさがす、手続きの説明',
    slots: '日時をえらぶ',
    booking: '入力、確認、予約の完了',
    own: '予約の確認、変更、取り消し',
    ticket: '受付番号のページ',
    opinions: 'ご意見箱',
    survey: 'アンケート',
    about: 'このサイトの説明、エラーの画面',
    kiosk: '発券機',
    display: '呼び出し表示',
    staff: '職員用の画面',
  } satisfies Record<TestedPart, string>,
}

export type ResultsTexts = typeof resultsJa
