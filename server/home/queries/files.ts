import type { Export } from '@/server/platform/files/csv'
import { minorToDecimal } from '@/server/platform/money/money'
import { type WaitingKindKey, waitingKeys, waitingKinds } from '../rules'
import { listWaiting, type WaitingRow } from './waiting'

const limit = 100

const whatWaits = (kind: WaitingKindKey): Export<WaitingRow> => ({
  permission: waitingKinds[kind].sees,
  columns: ({ organisation: { currency } }) => [
    { label: 'Record', value: (row) => row.label },
    { label: 'Customer', value: (row) => row.customerName },
    {
      label: `Amount ${currency}`,
      value: (row) => (row.amountMinor === null ? null : minorToDecimal(row.amountMinor, currency)),
    },
    { label: 'Since', value: (row) => row.since },
  ],
  page: (ctx, _search, after) => listWaiting(ctx, { kind, after, limit }),
})

/** The files of what waits, one for each reason: `waiting-DISPUTE`. */
export const waitingFiles = Object.fromEntries(waitingKeys.map((kind) => [`waiting-${kind}`, whatWaits(kind)]))
