import type { Ctx } from '../context/ctx'
import { type Statement, sql } from '../database/sql'

/** The organisation as it stands on papers. */
export interface Seller {
  legalName: string | null
  taxNumber: string | null
  iban: string | null
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  country: string
}

export const sellerOf = (ctx: Ctx): Statement<Seller> =>
  sql`SELECT legal_name, address_line, address_extra, postcode, city, region, country, tax_number, iban FROM organisation WHERE id = ${ctx.organisationId}`
