import type { Ctx } from '../context/ctx'
import { type Statement, sql } from '../database/sql'
import type { PayTo } from '../place/bank'

/** The organisation as it stands on papers. */
export interface Seller extends PayTo {
  legalName: string | null
  taxNumber: string | null
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
}

export const sellerOf = (ctx: Ctx): Statement<Seller> =>
  sql`SELECT legal_name, address_line, address_extra, postcode, city, region, country, tax_number, iban, bic, bank_name, account_number, bank_code FROM organisation WHERE id = ${ctx.organisationId}`
