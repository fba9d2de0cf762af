import type { InputReason, ProblemReason } from '#src/http/problem-reasons.ts'

/** What the API says about every refusal, in Japanese: the source that the other languages follow. */
export const apiJa = {
  problems: {
    slot_full: { title: '満席', detail: 'この時間は、空きがありません。ほかの時間をえらんでください。' },
    slot_closed: { title: '受付時間外', detail: 'この時間は受付をしていません。' },
    slot_not_yet: { title: '予約の開始前', detail: 'この日はまだ予約を受け付けていません。' },
    slot_too_late: { title: '受付終了', detail: 'この時間の予約の受付は終わりました。' },
    no_service: { title: '手続きの指定なし', detail: '手続きを1つ以上指定してください。' },
    unknown_service: { title: 'ない手続き', detail: 'この窓口案内にない手続きが指定されています。' },
    not_bookable: {
      title: '予約できない手続き',
      detail: 'この手続きは予約できません。開庁時間に直接窓口へ来てください。',
    },
    several_counters: {
      title: '窓口がちがう手続き',
      detail: '窓口がちがう手続きは、いっしょに予約できません。窓口ごとに予約してください。',
    },
    too_many_services: { title: '手続きが多すぎる', detail: '一度に予約できる手続きの数を超えています。' },
    people: { title: '人数の誤り', detail: '人数が、一度に予約できる範囲にありません。' },
    hold_expired: {
      title: '確保の期限切れ',
      detail: '時間の確保が終わったか、確保がありません。もう一度、時間を確保してください。',
    },
    already_booked: { title: '予約ずみ', detail: 'この確保は、すでに予約になっています。' },
    details_missing: { title: '連絡先の不足', detail: '名前と、メールアドレスか電話番号が必要です。' },
    too_many_bookings: {
      title: '予約が多すぎる',
      detail: 'この連絡先では、これ以上の予約はできません。いまある予約を取り消すか、来庁後にしてください。',
    },
    too_many_today: {
      title: '一日の予約が多すぎる',
      detail: 'この連絡先での24時間の予約の数が上限に達しました。明日以降にしてください。',
    },
    visit_begun: { title: '開始後の予約', detail: '予約の時刻を過ぎたため、変更も取消もできません。' },
    already_cancelled: { title: '取消ずみ', detail: 'この予約は取り消されています。' },
    not_matching: {
      title: '一致しない',
      detail: '予約番号と、メールアドレスまたは電話番号の下4けたが一致しません。',
    },
    key_reused: {
      title: 'キーの使い回し',
      detail: 'この Idempotency-Key は、ちがう内容ですでに使われています。新しいキーで送ってください。',
    },
    unknown_office: { title: 'ない区役所', detail: 'この区役所はありません。' },
    not_found: { title: '見つからない', detail: 'このアドレスには何もありません。' },
    method_not_allowed: { title: '使えないメソッド', detail: 'このアドレスでは、このメソッドは使えません。' },
    unreadable_body: { title: '読めない本文', detail: '本文が途中で切れているか、UTF-8 ではありません。' },
    malformed_json: { title: '壊れた JSON', detail: '本文が JSON として読めません。' },
    body_too_large: { title: '大きすぎる本文', detail: '本文は64KBまでです。' },
    not_json: {
      title: 'JSON ではない',
      detail: '本文は Content-Type: application/json の UTF-8 で、圧縮せずに送ってください。',
    },
    invalid_input: { title: '入力の誤り', detail: '送られた内容に誤りがあります。errors を見てください。' },
    rate_limited: {
      title: '回数が多すぎる',
      detail: '回数が多すぎます。Retry-After の秒数を待ってください。',
    },
    busy: {
      title: '混雑',
      detail: 'ただいま混み合っています。Retry-After の秒数を待って、もう一度送ってください。',
    },
    unexpected: {
      title: '内部の誤り',
      detail: 'こちらの不具合です。お問い合わせのときは reference を伝えてください。',
    },
  } satisfies Record<ProblemReason, { title: string; detail: string }>,
  inputs: {
    required: '入力してください。',
    contact_required: 'メールアドレスか電話番号のどちらかが必要です。',
    too_long: '長すぎます。',
    unreadable: '使えない文字があります。',
    not_an_email: 'メールアドレスの形ではありません。',
    not_a_phone: '電話番号の形ではありません。',
    unknown: '決められた値ではありません。',
    wrong_type: '値の型がちがいます。',
    unknown_field: '知らない項目があります。',
    repeated: '一度だけ指定してください。',
    not_a_date: '実在する日付を YYYY-MM-DD で指定してください。',
    not_an_instant: '実在する日時を、時差つきの ISO 8601 で指定してください。',
    not_a_number: '整数で指定してください。',
    not_a_key: '1〜255文字の見える ASCII 文字で指定してください。',
    ends_before_start: '終わりの日が、始まりの日より前です。',
    span_too_long: '期間は62日までです。',
    either_hold_or_time: '確保（hold）か、手続きと時刻か、どちらか一方を指定してください。',
    too_many: '数が多すぎます。',
  } satisfies Record<InputReason, string>,
  docs: {
    title: '窓口予約 API',
    lead: 'ほかのシステムから、空き時間を調べ、予約し、変更し、取り消すための API です。',
    document: 'OpenAPI 3.1 の定義（JSON）',
    refusals: 'できないときの理由',
    reason: '理由',
    status: '状態コード',
    meaning: '意味',
  },
}

export type ApiTexts = typeof apiJa
