/** What programs call a document that a supplier wrote. */
const ofSupplier =
  /^in_|\b(vendor|supplier|purchases?)\b|^bill\b|^accpay|^p[ic]$|lieferant|fournisseur|eingangsrechnung/i

/** What they call a credit, and money that came and pays no invoice yet. */
const credit =
  /credit ?(note|memo)|^(customer |sales |unapplied |unallocated )?credit$|^(cr|crn|cn|sc|sa|sr)$|refund|^accreccredit|gutschrift|stornorechnung|\bavoir\b|nota (di|de) cr[eé]dito|\babono\b|credit(nota|factuur)|kreditnota/i
const money =
  /^((customer|sales|unapplied|unallocated|cash) )*(payment|receipt|overpayment|prepayment)s?( on account)?$|^accrec(overpayment|prepayment)$/i

/** What a document is by the name that a program gives its kind; whatever is no credit is taken by the sign of its amount. */
export function documentKind(text: string | undefined): 'CREDIT' | 'OF_SUPPLIER' | 'BY_SIGN' {
  const said = (text ?? '').trim()
  if (ofSupplier.test(said)) return 'OF_SUPPLIER'
  return credit.test(said) || money.test(said) ? 'CREDIT' : 'BY_SIGN'
}
