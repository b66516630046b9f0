import type { Ctx } from '@/server/platform/context/ctx'
import { taxDigitsRight } from '@/server/platform/place/tax-digits'
import { taxNumberIn } from '../rules'
import { usualTreatment } from '../rules/treatment'
import type { TaxNumberInput } from '../schema'

/** Why a tax number cannot be right: it has not the form of its country, or its check digits are wrong. */
export type TaxNumberProblem = 'CUSTOMER_TAX_NUMBER_WRONG' | 'TAX_DIGITS_WRONG'

/** What is wrong with a tax number of a customer in this country; null when nothing is, or nobody knows. */
export function taxNumberProblem(country: string, taxNumber: string | null): TaxNumberProblem | null {
  if (!taxNumber?.trim()) return null
  const written = taxNumberIn(country, taxNumber)
  if (!written) return 'CUSTOMER_TAX_NUMBER_WRONG'
  return taxDigitsRight(country, written) ? null : 'TAX_DIGITS_WRONG'
}

/** What is wrong with a tax number that is being typed, and how such a customer is usually taxed. */
export const checkTaxNumber = (ctx: Ctx, { country = ctx.organisation.country, taxNumber }: TaxNumberInput) => ({
  problem: taxNumberProblem(country, taxNumber),
  treatment: usualTreatment(ctx.organisation.country, country, taxNumber || null),
})
