import type { Organisation } from '@/server/platform/context/ctx'
import { reachWords } from '@/server/platform/context/reach'
import type { DocumentDefinition } from '@/server/platform/documents/definition'
import { addressOnPaper, dayOnPaper, PAPER_LANGUAGE, priceOnPaper } from '@/server/platform/documents/paper'
import type { Seller } from '@/server/platform/documents/seller'
import { formatFigure } from '@/server/platform/money/money'
import { smallestOf } from '@/server/platform/money/quantity'
import { pageSizeOf } from '@/server/platform/place/paper-sizes'
import { quantityWords } from '@/server/platform/words/units'
import { speak } from '@/server/platform/words/words'
import type { PlannedRecord } from '../queries/planned'
import { openOf } from '../rules'

/** The paper that goes to a supplier: what is asked for, at which cost, when it is expected, and where it is to come. Nothing that was given up stands on it. */
export function purchaseList(planned: PlannedRecord, us: Seller, organisation: Organisation): DocumentDefinition {
  const { locale } = organisation
  const { currency } = planned
  const say = speak({ ...organisation, currency })
  const legalName = us.legalName ?? organisation.name
  const lines = planned.lines.filter((line) => line.received > 0 || openOf(line) > 0)
  const days = new Set(lines.map((line) => line.expectedOn))
  const costs = planned.lines.some((line) => line.unitCost !== null)
  return {
    title: 'Purchase list',
    number: planned.number,
    issuedOn: planned.orderedOn,
    language: PAPER_LANGUAGE,
    country: planned.country,
    pageSize: pageSizeOf(organisation),
    seller: { name: legalName, lines: addressOnPaper(us, planned.country !== us.country) },
    buyer: { name: planned.supplierName, lines: addressOnPaper(planned, planned.country !== us.country) },
    facts: [
      ['Date', dayOnPaper(planned.orderedOn, locale)],
      ['Our number', planned.number],
      ...(planned.reference ? [['Your number', planned.reference] as const] : []),
      ...(days.size === 1 ? [['Expected on', dayOnPaper(planned.expectedOn, locale)] as const] : []),
      ...(planned.supplierContact ? [['For', planned.supplierContact] as const] : []),
    ],
    barcode: planned.number,
    table: {
      columns: [
        { label: '#', align: 'end' },
        { label: 'SKU', share: 0.16 },
        { label: 'Product' },
        ...(days.size > 1 ? [{ label: 'Expected on' }] : []),
        { label: 'Quantity', align: 'end' },
        ...(costs
          ? [{ label: 'Cost', align: 'end' } as const, { label: `Net ${currency}`, align: 'end' } as const]
          : []),
      ],
      rows: lines.map((line, index) => ({
        cells: [
          String(index + 1),
          line.sku,
          line.name,
          ...(days.size > 1 ? [dayOnPaper(line.expectedOn, locale)] : []),
          quantityWords(line.quantity - line.closed, line, locale),
          ...(costs
            ? [
                line.unitCost === null ? '–' : priceOnPaper(line.unitCost, smallestOf(line), line, locale),
                line.costMinor === null ? '–' : formatFigure(line.costMinor, currency, locale),
              ]
            : []),
        ],
        ...(line.gtin ? { note: line.gtin } : {}),
      })),
    },
    totals:
      planned.costMinor === null || planned.lines.some((line) => line.closed > 0)
        ? []
        : [{ label: 'Net', value: say.money(planned.costMinor), strong: true }],
    notes: [
      ...(planned.note ? [planned.note] : []),
      `Please name ${planned.number} on your delivery note and invoice.`,
    ],
    footer: [
      [legalName, us.taxNumber && `Tax number ${us.taxNumber}`].filter(Boolean).join(' · '),
      reachWords(organisation),
    ].filter(Boolean),
  }
}
