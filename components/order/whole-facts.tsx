import { Money } from '@/components/ui/text'
import { wholeRows } from '@/server/pricing/words/en'

/** What stands between the lines and the net amount: what they come to, the discount, each charge. Nothing where there is neither. */
export const wholeFacts = (sums: Parameters<typeof wholeRows>[0], currency: string, locale: string) =>
  wholeRows(sums, locale).map(([label, minor]) => ({ label, value: <Money minor={minor} currency={currency} /> }))
