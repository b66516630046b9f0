import type { Permission } from '@/server/platform/context/permissions'

/** One thing that a column of a file may say. */
export interface Field {
  key: string
  label: string
  /** What programs call it, compared as `plainHead` writes it; the most certain first. */
  heads: string
  /** Without it a record cannot be made. */
  required?: true
  /** How its cells are read where they are not plain text. */
  reads?: 'amount' | 'number' | 'day'
  /** It is in a currency, which its head may name: 'Limit GBP'. */
  money?: true
}

/** In which currency a row is; one that is not the organisation's is wrong. */
export const currency: Field = {
  key: 'currency',
  label: 'Currency',
  heads: 'currency|currency code|wahrung|waehrung|devise|valuta|moneda|ccy',
}

export interface Kind {
  label: string
  /** What one row is: 'customer'. */
  one: string
  /** What a person needs to enter one by hand. */
  permission: Permission
  /** The field by which rows belong together: all rows that say the same there are one record. */
  groupBy?: string
  fields: readonly Field[]
}
