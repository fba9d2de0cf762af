import type { PolicyOffice, PolicyWords } from './accessibility.ts'

export function wordsZhHans({ name, phone, centre, centrePhone }: PolicyOffice): PolicyWords {
  return {
    scope: [
      '适用范围',
      `${name}窗口预约网站的所有页面，包括排队号码页面、取号机和叫号显示屏的画面，以及工作人员使用的页面。`,
    ],
    target: ['目标', '以符合日本标准 JIS X 8341-3:2016 的AA级为目标。同时，页面按照 WCAG 2.2 的AA级制作。'],
    date: ['期限', '自本网站公开起一年以内。'],
    state: [
      '现状',
      '所有页面都可以不用鼠标，只用键盘操作。脚本无法运行时也可以预约。文字放大到200%时，或在宽320像素的屏幕上，都无需左右滚动即可阅读。不会仅用颜色传达信息。\n每次更改时，都用自动检查（WCAG 2.2 的A级和AA级）确认页面，结果在“无障碍检查结果”页面公布。根据 JIS X 8341-3:2016 附件JB的试验尚未进行。',
    ],
    exceptions: [
      '例外',
      '大厅的叫号显示屏和取号机取决于设备的朗读和放大功能。叫号会同时在画面和语音中通知，也可以在您自己的手机上查看。\n部分手续和物品的名称只有日语。\n链接到的其他网站不在范围内。',
    ],
    help: [
      '遇到困难时',
      `如有难以使用或无法阅读的地方，请告诉我们。也可以打电话或到窗口预约。\n${name}　电话 ${phone}\n${centre}　电话 ${centrePhone}\n也可以通过意见箱告诉我们。`,
    ],
  }
}
