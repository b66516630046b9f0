import { collectionFunctions } from '@/server/collection/functions'
import { exchangeFunctions } from '@/server/exchange/functions'
import { fulfilmentFunctions } from '@/server/fulfilment/functions'
import { invoicingFunctions } from '@/server/invoicing/functions'
import { orderFunctions } from '@/server/order/functions'
import type { BackgroundFunction } from '@/server/platform/jobs/functions'
import { mailFunctions } from '@/server/platform/mail/functions'
import { receivableFunctions } from '@/server/receivable/functions'
import { reportingFunctions } from '@/server/reporting/functions'
import { shippingFunctions } from '@/server/shipping/functions'
import { supplyFunctions } from '@/server/supply/functions'

/** Every reaction and every schedule, in one readable table. */
export const functions: readonly BackgroundFunction[] = [
  ...supplyFunctions,
  ...orderFunctions,
  ...fulfilmentFunctions,
  ...shippingFunctions,
  ...invoicingFunctions,
  ...collectionFunctions,
  ...receivableFunctions,
  ...reportingFunctions,
  ...exchangeFunctions,
  ...mailFunctions,
]
