import type { Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { speak } from '@/server/platform/words/words'
import { listServices, type ServiceRow } from '../queries'
import { freightWords } from '../words/en'

const services: Export<ServiceRow> = {
  permission: 'shipping.read',
  columns: ({ organisation }) => {
    const { currency } = organisation
    const say = speak(organisation)
    return [
      { label: 'Service', value: (row) => row.name },
      { label: 'Carrier', value: (row) => row.carrierName },
      { label: 'Kind', value: (row) => row.kind },
      { label: 'Days on the way', value: (row) => row.transitDays },
      { label: 'Cut-off', value: (row) => row.cutOff },
      { label: 'Most weight g', value: (row) => row.maxWeightGrams },
      { label: `Cost per shipment ${currency}`, value: (row) => minorToDecimal(row.priceMinor, currency) },
      { label: 'Freight', value: (row) => row.freight && freightWords(row.freight, say) },
      { label: 'By default', value: (row) => row.isDefault },
      { label: 'Archived', value: (row) => row.archivedAt },
    ]
  },
  page: async (ctx) => ({ rows: await listServices(ctx), previous: null, next: null }),
}

/** The services of carriers as a file, by the name in its URL. */
export const carrierFiles = { 'carrier-services': services }
