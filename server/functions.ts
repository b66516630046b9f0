import { invoicingFunctions } from '@/server/invoicing/functions'
import type { BackgroundFunction } from '@/server/platform/jobs'

/** Every reaction and every schedule, in one readable table. */
export const functions: readonly BackgroundFunction[] = [...invoicingFunctions]
