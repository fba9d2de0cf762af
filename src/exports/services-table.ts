import { everyService } from '../offices/office.ts'
import { count, minutes, percent } from './figure-columns.ts'
import { summaryTable, type Told } from './summary-table.ts'
import { counterColumn, monthColumn } from './told-columns.ts'

/** The key of a cell is the id of a service. */
function serviceIn({ office, key }: Told) {
  return everyService(office).find(({ id }) => String(id) === key)
}

/** Each service of each month. */
export const servicesTable = summaryTable({
  name: 'procedure_month',
  label: '月別・手続き別',
  definition:
    '1か月・1窓口・1手続きにつき1行。1枚の番号札で2つの手続きをすると、両方の行に数えます。10人に満たない行の値は空欄にします。',
  grain: 'month',
  breakdown: 'service',
  columns: [
    monthColumn,
    counterColumn,
    {
      key: 'procedure',
      label: '手続き',
      unit: '',
      type: 'code',
      definition: '手続きのコード。いまの登録にない手続きは内部の番号。',
      example: 'tennyu',
      of: told => serviceIn(told)?.slug ?? told.key,
    },
    count('tickets', '件', {
      key: 'n',
      label: '件数',
      definition: 'この手続きをした（記録がないときは選んだ）受付の数。',
      example: '86',
    }),
    minutes('service', 'p50', {
      key: 'service_p50',
      label: '対応時間の中央値',
      definition: '窓口で対応した時間の中央値。10件に満たないときは空欄。',
      example: '12.0',
    }),
    minutes('service', 'p90', {
      key: 'service_p90',
      label: '対応時間の90％値',
      definition: '10件のうち9件が、この時間までに終わりました。20件に満たないときは空欄。',
      example: '21.5',
    }),
    {
      key: 'standard_min',
      label: '標準の時間',
      unit: '分',
      type: 'integer',
      definition: 'いま登録されている、手続きの標準の時間。',
      example: '15',
      of: told => serviceIn(told)?.durationMinutes ?? null,
    },
    percent('sentOn', {
      key: 'transfer_share',
      label: 'ほかの窓口へ回した割合',
      definition: '対応を終えた受付のうち、ほかの窓口へ回した割合。',
      example: '4.7',
    }),
    {
      key: 'procedure_name',
      label: '手続きの名前',
      unit: '',
      type: 'text',
      definition: '手続きの名前（いまの登録による）。',
      example: '転入届',
      of: told => serviceIn(told)?.name.ja ?? null,
    },
  ],
})
