import type { Program } from './program'

/** Files of shops. */
export const shops: readonly Program[] = [
  {
    program: 'Shopify',
    kind: 'CUSTOMERS',
    marks: ['First Name', 'Last Name', 'Accepts Email Marketing'],
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
    marks: ['Handle', 'Title', 'Variant SKU', 'Variant Price'],
    columns: {
      sku: ['Variant SKU'],
      name: ['Title'],
      gtin: ['Variant Barcode'],
      unitPrice: ['Variant Price'],
      weightGrams: ['Variant Grams'],
    },
  },
  {
    program: 'Shopify',
    kind: 'STOCK',
    marks: ['Handle', 'SKU', 'Location', 'On hand'],
    columns: {
      sku: ['SKU'],
      quantity: ['On hand (current)', 'On hand'],
      bin: ['Bin name'],
      warehouse: ['Location'],
    },
  },
  {
    program: 'Shopify',
    kind: 'OPEN_INVOICES',
    marks: ['Financial Status', 'Outstanding Balance', 'Lineitem name'],
    columns: {
      number: ['Name'],
      customer: ['Email'],
      issuedOn: ['Created at'],
      rest: ['Outstanding Balance'],
      currency: ['Currency'],
    },
  },
  {
    program: 'WooCommerce',
    kind: 'CUSTOMERS',
    marks: ['Username', 'Last Active', 'AOV'],
    columns: {
      name: ['Name'],
      email: ['Email'],
      country: ['Country / Region', 'Country'],
      billCity: ['City'],
      billRegion: ['Region'],
      billPostcode: ['Postal Code'],
    },
  },
  {
    program: 'WooCommerce',
    kind: 'PRODUCTS',
    marks: ['SKU', 'Name', 'Regular price', 'Tax class'],
    columns: {
      sku: ['SKU'],
      name: ['Name'],
      kind: ['Type'],
      gtin: ['GTIN, UPC, EAN, or ISBN'],
      unitPrice: ['Regular price'],
      weightKilograms: ['Weight (kg)'],
    },
  },
  {
    program: 'WooCommerce',
    kind: 'OPEN_INVOICES',
    marks: ['Order Number', 'Order Date', 'Order Total Amount'],
    columns: {
      number: ['Order Number'],
      customer: ['Email (Billing)'],
      issuedOn: ['Order Date'],
      rest: ['Order Total Amount'],
    },
  },
]
