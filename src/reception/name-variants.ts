/** Other forms of letters that are common in names, behind the form that most people would type. */
const variants: Readonly<Record<string, string>> = {
  ...{
    髙: '高',
    﨑: '崎',
    嵜: '崎',
    𠮷: '吉',
    邊: '辺',
    邉: '辺',
    齋: '斉',
    齊: '斉',
    斎: '斉',
    濵: '浜',
    濱: '浜',
  },
  ...{
    嶋: '島',
    嶌: '島',
    澤: '沢',
    廣: '広',
    國: '国',
    眞: '真',
    德: '徳',
    黑: '黒',
    櫻: '桜',
    龍: '竜',
    峯: '峰',
  },
  ...{
    桒: '桑',
    栁: '柳',
    舘: '館',
    瀨: '瀬',
    瀧: '滝',
    惠: '恵',
    壽: '寿',
    榮: '栄',
    禮: '礼',
    彌: '弥',
    冨: '富',
  },
}

/** Between 葛󠄀 and 葛 there is only one of these, which nobody types. */
const selectors = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu

/** A name with each letter in its usual form: to find it by, never to be shown. */
export function usualForms(name: string): string {
  return Array.from(name.replaceAll(selectors, ''), letter => variants[letter] ?? letter).join('')
}
