import type { DocumentDefinition, Party } from '@/server/platform/documents/definition'
import { addressOnPaper, dayOnPaper, PAPER_LANGUAGE } from '@/server/platform/documents/paper'
import type { PageSize } from '@/server/platform/place/paper-sizes'
import type { Day } from '@/server/platform/time/calendar'
import { quantityWords } from '@/server/platform/words/units'
import type { TakenForTransfer, TransferRecord } from '../queries/transfers'

/** A warehouse as papers print it. */
export interface PaperPlace {
  id: string
  name: string
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  country: string
}

interface Printed {
  sentOn: Day
  places: readonly PaperPlace[]
  locale: string
  pageSize: PageSize
}

/**
 * The paper that goes with a transfer: from which bin each product and lot is taken, in the order in which somebody walks,
 * with room for what arrived.
 */
export function transferNote(
  transfer: TransferRecord,
  taken: readonly TakenForTransfer[],
  { sentOn, places, locale, pageSize }: Printed,
): DocumentDefinition {
  const [from, to] = [transfer.fromWarehouseId, transfer.toWarehouseId].map((id) => places.find((one) => one.id === id))
  const abroad = from?.country !== to?.country
  const partyOf = (name: string, place: PaperPlace | undefined): Party => ({
    name,
    lines: place ? addressOnPaper(place, abroad) : [],
  })
  const lots = taken.some((one) => one.lot !== '')
  return {
    title: 'Transfer note',
    number: transfer.number,
    issuedOn: sentOn,
    language: PAPER_LANGUAGE,
    country: to?.country ?? from?.country ?? '',
    pageSize,
    seller: partyOf(transfer.fromName, from),
    buyer: partyOf(transfer.toName, to),
    facts: [
      ['Sent', dayOnPaper(sentOn, locale)],
      ['Expected', dayOnPaper(transfer.expectedOn, locale)],
      ...(transfer.sentBy ? [['By', transfer.sentBy] as const] : []),
    ],
    table: {
      columns: [
        { label: 'Bin', share: 0.12 },
        { label: 'SKU', share: 0.16 },
        { label: 'Product' },
        ...(lots ? [{ label: 'Lot', share: 0.16 }] : []),
        { label: 'Sent', align: 'end' },
        { label: 'Arrived', align: 'end' },
      ],
      rows: taken.map((one) => ({
        cells: [
          one.binCode ?? '–',
          one.sku,
          one.name,
          ...(lots ? [one.lot || '–'] : []),
          quantityWords(one.quantity, one, locale),
          '______',
        ],
      })),
    },
    notes: transfer.note ? [transfer.note] : [],
    barcode: transfer.number,
  }
}
