import type { KindName } from './fields'

interface Program {
  program: string
  kind: KindName
  /** Heads that all have to be there; the one with the most of them wins. */
  marks: readonly string[]
  /** The heads of each field, the first that is there counts. */
  columns: Readonly<Record<string, readonly string[]>>
}

/** What well-known programs call the columns of the files that they write. */
export const programs: readonly Program[] = [
  {
    program: 'Shopify',
    kind: 'CUSTOMERS',
    marks: ['First Name', 'Last Name', 'Accepts Email Marketing', 'Total Spent'],
    columns: {
      externalKey: ['Customer ID'],
      name: ['Default Address Company', 'Company'],
      firstName: ['First Name'],
      lastName: ['Last Name'],
      email: ['Email'],
      phone: ['Phone', 'Default Address Phone'],
      billLine: ['Default Address Address1', 'Address1'],
      billExtra: ['Default Address Address2', 'Address2'],
      billCity: ['Default Address City', 'City'],
      billRegion: ['Default Address Province Code', 'Province Code'],
      country: ['Default Address Country Code', 'Country Code'],
      billPostcode: ['Default Address Zip', 'Zip'],
      note: ['Note'],
      tags: ['Tags'],
    },
  },
  {
    program: 'Shopify',
    kind: 'PRODUCTS',
    marks: ['Handle', 'Variant SKU', 'Variant Price'],
    columns: {
      sku: ['Variant SKU'],
      name: ['Title'],
      gtin: ['Variant Barcode'],
      unitPrice: ['Variant Price'],
      weightGrams: ['Variant Grams'],
    },
  },
  {
    program: 'Xero',
    kind: 'CUSTOMERS',
    marks: ['*ContactName', 'EmailAddress', 'POAddressLine1'],
    columns: {
      number: ['AccountNumber'],
      name: ['*ContactName', 'ContactName'],
      email: ['EmailAddress'],
      phone: ['PhoneNumber'],
      taxNumber: ['TaxNumber'],
      billLine: ['POAddressLine1'],
      billExtra: ['POAddressLine2'],
      billCity: ['POCity'],
      billRegion: ['PORegion'],
      billPostcode: ['POPostalCode'],
      country: ['POCountry'],
      shipLine: ['SAAddressLine1'],
      shipExtra: ['SAAddressLine2'],
      shipCity: ['SACity'],
      shipRegion: ['SARegion'],
      shipPostcode: ['SAPostalCode'],
      shipCountry: ['SACountry'],
      terms: ['DueDateSalesDay'],
    },
  },
]
