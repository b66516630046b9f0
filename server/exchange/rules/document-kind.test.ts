import { expect, it } from 'vitest'
import { documentKind } from './document-kind'

const credits =
  'Sales credit note|Sales Credit Note|SALES CREDIT NOTE|Credit Memo|Credit Note|CreditNote|Customer Credit Note|credit|Customer credit|out_refund|Refund|SC|SA|SR|Crn|CN|Gutschrift|Avoir|Nota di credito|Nota de crédito|Creditnota|Payment|Customer payment|Payment on account|Sales overpayment|Sales prepayment|Receipts|ACCRECCREDIT|ACCRECOVERPAYMENT|ACCRECPREPAYMENT'
const ofSuppliers =
  'Bill|Vendor Bill|Vendor Credit Note|in_invoice|in_refund|Purchases invoice|Purchase invoice|Supplier invoice|Lieferantenrechnung|Facture fournisseur|ACCPAY|ACCPAYCREDIT|PI|PC|Eingangsrechnung'
const bySign =
  'Sales invoice|Invoice|SI|Inv|out_invoice|ACCREC|Rechnung|Credit sale|Credit card invoice|Journal|Payment request|Opening balance|Late payment|Payments due|Letter of credit|Crate|Misc cr|main_invoice|Waybill|Picture|Copi|No ACCPAY|No ACCRECCREDIT|No ACCRECPREPAYMENT|ACCRECPREPAYMENTS|'

it.each([
  ['CREDIT', credits],
  ['OF_SUPPLIER', ofSuppliers],
  ['BY_SIGN', bySign],
])('a document is %s by what programs call it', (kind, names) => {
  expect(names.split('|').filter((name) => documentKind(` ${name} `) !== kind)).toEqual([])
})

it('is taken by its sign where nothing is said', () => {
  expect(documentKind(undefined)).toBe('BY_SIGN')
})
