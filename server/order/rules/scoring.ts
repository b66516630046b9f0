import { type CreditPolicy, ownMailDomain, type ScoringInputs } from '@/server/credit/rules'
import type { BuyerFacts } from '../queries/facts'

/** What the credit gate looks at, of a buyer and an order of so much, tax included. */
export function scoringInputs(
  buyer: BuyerFacts,
  policy: CreditPolicy,
  settledOrders: bigint | undefined,
  orderMinor: bigint,
): ScoringInputs {
  return {
    orderMinor,
    starterLimitMinor: policy.starterLimitMinor,
    taxNumber: Boolean(buyer.taxNumber),
    addressComplete: Boolean(buyer.billLine && buyer.billPostcode && buyer.billCity),
    ownMailDomain: ownMailDomain(buyer.email),
    sameCountry: buyer.country === buyer.organisationCountry,
    settledOrders: Number(settledOrders ?? 0n),
  }
}
