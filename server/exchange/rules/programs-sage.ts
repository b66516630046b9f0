import type { Program } from './program'

/** What Sage 50 calls the columns of customers, from version to version. */
const customers: Program['columns'] = {
  number: ['A/C', 'Account Reference', 'Account Ref'],
  name: ['Name', 'Account Name', 'Company Name'],
  billLine: ['Address Line 1', 'Street 1', 'Address 1', 'Street1'],
  billExtra: ['Address Line 2', 'Street 2', 'Address 2', 'Street2'],
  billCity: ['Town', 'Address Line 3', 'Address 3'],
  billRegion: ['County', 'Address Line 4', 'Address 4'],
  billPostcode: ['Postcode', 'Address Line 5', 'Post Code', 'Address 5'],
  contactName: ['Contact Name', 'Contact'],
  phone: ['Telephone', 'Telephone 1'],
  email: ['E-mail', 'Email', 'E-Mail Address', 'Email 1'],
  taxNumber: ['VAT Number', 'VAT Reg No', 'VAT Registration Number'],
  limit: ['Credit Limit'],
  terms: ['Payment Due Days'],
  country: ['Country Code', 'Country'],
}

const products: Program['columns'] = {
  sku: ['Product Code', 'Stock Code'],
  name: ['Description'],
  unitPrice: ['Sales Price'],
  cost: ['Last Cost Price (Standard)', 'Cost Price'],
  gtin: ['Barcode', 'Bar Code'],
  weightKilograms: ['Unit Weight', 'Weight'],
  tariffCode: ['Commodity Code', 'Intrastat Commodity Code'],
  unit: ['Unit Of Sale'],
}

const claims: Program['columns'] = {
  number: ['Ref', 'Reference'],
  customer: ['A/C', 'Account', 'Account Reference', 'A/C Ref'],
  issuedOn: ['Date'],
  dueOn: ['Due Date', 'Due On'],
  rest: ['Outstanding', 'O/S Amount'],
  document: ['Type'],
}

/** Files of Sage Accounting and of Sage 50. */
export const sage: readonly Program[] = [
  {
    program: 'Sage',
    kind: 'CUSTOMERS',
    marks: ['Reference', 'Company Name', 'Main Address Line 1'],
    columns: {
      number: ['Reference'],
      name: ['Company Name'],
      billLine: ['Main Address Line 1'],
      billExtra: ['Main Address Line 2'],
      billCity: ['Main Address Town'],
      billRegion: ['Main Address County'],
      billPostcode: ['Main Address Post Code'],
      country: ['Main Address Country'],
      contactName: ['Main Contact Name'],
      contactEmail: ['Main Contact Email'],
      email: ['Main Contact Email'],
      phone: ['Main Contact Phone'],
      taxNumber: ['VAT Number'],
      limit: ['Credit Limit'],
    },
  },
  { program: 'Sage', kind: 'CUSTOMERS', marks: ['A/C', 'Name', 'Address Line 1'], columns: customers },
  { program: 'Sage', kind: 'CUSTOMERS', marks: ['A/C', 'Name', 'Credit Limit'], columns: customers },
  { program: 'Sage', kind: 'CUSTOMERS', marks: ['Account Reference', 'Account Name'], columns: customers },
  { program: 'Sage', kind: 'PRODUCTS', marks: ['Product Code', 'Description', 'Sales Price'], columns: products },
  { program: 'Sage', kind: 'PRODUCTS', marks: ['Stock Code', 'Description', 'Sales Price'], columns: products },
  { program: 'Sage', kind: 'OPEN_INVOICES', marks: ['Type', 'A/C', 'Ref', 'Outstanding'], columns: claims },
  {
    program: 'Sage',
    kind: 'OPEN_INVOICES',
    marks: ['Type', 'Account Reference', 'Reference', 'Outstanding'],
    columns: claims,
  },
  {
    program: 'Sage',
    kind: 'OPEN_INVOICES',
    marks: ['Customer Name', 'Invoice Number', 'Outstanding'],
    columns: {
      number: ['Invoice Number'],
      customer: ['Customer Name'],
      issuedOn: ['Invoice Date', 'Date'],
      dueOn: ['Due Date'],
      rest: ['Outstanding'],
      document: ['Type'],
    },
  },
]
