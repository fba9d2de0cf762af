/** Other forms of letters that are common in names, each before the form that most people would type. */
const pairs =
  '髙高 﨑崎 嵜崎 𠮷吉 邊辺 邉辺 齋斉 齊斉 斎斉 濵浜 濱浜 嶋島 嶌島 澤沢 廣広 國国 眞真 德徳 黑黒 櫻桜 龍竜 峯峰 ' +
  '桒桑 栁柳 舘館 瀨瀬 瀧滝 惠恵 壽寿 榮栄 禮礼 彌弥 冨富'
const usual = new Map(
  pairs.split(' ').map((pair): [string, string] => {
    const [variant = '', form = ''] = pair
    return [variant, form]
  }),
)

/** Selectors of variants: between 葛󠄀 and 葛 there is only one of these, which nobody types. */
const selectors = /\p{Variation_Selector}/gu

/** A name with each letter in its usual form: to find it by, never to be shown. */
export function usualForms(name: string): string {
  return Array.from(name.replaceAll(selectors, ''), letter => usual.get(letter) ?? letter).join('')
}
