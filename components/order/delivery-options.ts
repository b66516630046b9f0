import { deliveryRules } from '@/server/customer/schema'
import { deliveryWords } from '@/server/order/words/en/amended'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The ways to send an order of which something is short, to choose from. */
export const deliveryOptions = deliveryRules.map((value) => ({ value, label: capital(deliveryWords(value)) }))

/** What they mean, in a few words. */
export const deliveryHint =
  'As it comes: parts leave. Complete only: nothing is picked until all is there. The rest is closed: what is short when the first part has left is cancelled.'
