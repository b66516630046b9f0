/** Why this customer cannot have that payer; undefined when it can. Payers stand one above another only once. */
export function payerRefusal(
  id: string | null,
  payerId: string | null,
  payerHasPayer: boolean,
  paysForOthers: boolean,
): 'PAYER_IS_SELF' | 'PAYER_HAS_PAYER' | 'PAYS_FOR_OTHERS' | undefined {
  if (!payerId) return undefined
  if (payerId === id) return 'PAYER_IS_SELF'
  if (payerHasPayer) return 'PAYER_HAS_PAYER'
  return paysForOthers ? 'PAYS_FOR_OTHERS' : undefined
}

/** Names of the fields in which `after` differs from `before`. */
export function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((key) => (after[key] ?? null) !== (before[key] ?? null))
}
