import { type CreditPolicy, ownMailDomain, type ScoringInputs } from '@/server/credit/rules'
import type { BuyerFacts } from '../queries/facts'

/** The facts of a buyer and an order for the credit gate. Amounts include tax. */
export function scoringInputs(buyer: BuyerFacts, policy: CreditPolicy, orderMinor: bigint): ScoringInputs {
  return {
    orderMinor,
    starterLimitMinor: policy.starterLimitMinor,
    taxNumber: Boolean(buyer.taxNumber),
    addressComplete: Boolean(buyer.billLine && buyer.billPostcode && buyer.billCity),
    ownMailDomain: ownMailDomain(buyer.email),
    sameCountry: buyer.country === buyer.organisationCountry,
    settledOrders: buyer.settled,
  }
}
