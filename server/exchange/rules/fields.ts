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
}

export interface Kind {
  label: string
  /** What one row is: 'customer'. */
  one: string
  /** What a person needs to enter one by hand. */
  permission: Permission
  fields: readonly Field[]
}

const customers: readonly Field[] = [
  {
    key: 'number',
    label: 'Customer number',
    heads: 'customer number|customer no|customer code|account number|kundennummer|number|nr',
  },
  {
    key: 'externalKey',
    label: 'Key in the other program',
    heads: 'customer id|external id|external key|contact id|id',
  },
  {
    key: 'name',
    label: 'Name',
    heads:
      'name|customer name|company name|company|contact name|customer|firma|firmenname|nom|naam|ragione sociale|nombre|display name|full name',
    required: true,
  },
  { key: 'firstName', label: 'First name, where there is no name', heads: 'first name|firstname|given name|vorname' },
  {
    key: 'lastName',
    label: 'Last name, where there is no name',
    heads: 'last name|lastname|surname|family name|nachname',
  },
  { key: 'email', label: 'E-mail', heads: 'email|e mail|email address|emailaddress|main email|emailid|mail' },
  { key: 'phone', label: 'Telephone', heads: 'phone|telephone|phone number|telefon|main phone|phone numbers|tel' },
  {
    key: 'taxNumber',
    label: 'Tax number',
    heads:
      'tax number|vat number|vat|tax id|vat reg number|tax identification number|ust idnr|ust id|umsatzsteuer id|tva|btw nummer|gst identification number gstin',
  },
  { key: 'taxTreatment', label: 'Tax treatment', heads: 'tax treatment' },
  {
    key: 'country',
    label: 'Country',
    heads:
      'country|billing country|bill country|land|pays|paese|pais|country code|billing country code|bill to country',
  },
  {
    key: 'billLine',
    label: 'Street',
    heads:
      'street|address|billing address|address line 1|address 1|billing street|billing address 1|bill to street|strasse|adresse|rue',
  },
  {
    key: 'billExtra',
    label: 'Second line',
    heads: 'address line 2|address 2|billing address 2|street 2|street2|billing street 2',
  },
  {
    key: 'billPostcode',
    label: 'Postcode',
    heads:
      'postcode|zip|postal code|zip code|billing zip|billing postcode|billing postal code|billing code|plz|code postal|cap',
  },
  { key: 'billCity', label: 'Town', heads: 'city|town|billing city|ort|stadt|ville|citta|ciudad' },
  {
    key: 'billRegion',
    label: 'Region',
    heads: 'region|state|province|county|billing state|billing region|province code',
  },
  { key: 'shipName', label: 'Ship to: name', heads: 'ship to name|shipping name|delivery name' },
  {
    key: 'shipLine',
    label: 'Ship to: street',
    heads:
      'ship to street|shipping street|shipping address|shipping address 1|delivery address|delivery address line 1|ship to address',
  },
  {
    key: 'shipExtra',
    label: 'Ship to: second line',
    heads: 'ship to second line|shipping address 2|shipping street 2|delivery address line 2',
  },
  {
    key: 'shipPostcode',
    label: 'Ship to: postcode',
    heads: 'ship to postcode|shipping postcode|shipping zip|shipping code|shipping postal code|delivery postcode',
  },
  { key: 'shipCity', label: 'Ship to: town', heads: 'ship to town|ship to city|shipping city|delivery city' },
  {
    key: 'shipRegion',
    label: 'Ship to: region',
    heads: 'ship to region|shipping state|shipping region|delivery state',
  },
  { key: 'shipCountry', label: 'Ship to: country', heads: 'ship to country|shipping country|delivery country' },
  { key: 'contactName', label: 'Contact: name', heads: 'contact|contact person|primary contact|ansprechpartner' },
  { key: 'contactEmail', label: 'Contact: e-mail', heads: 'contact e mail|contact email' },
  { key: 'contactPhone', label: 'Contact: telephone', heads: 'contact telephone|contact phone|mobile|mobile phone' },
  { key: 'contactPurposes', label: 'Contact: written to about', heads: 'contact written to about|contact purposes' },
  {
    key: 'terms',
    label: 'Payment terms',
    heads: 'payment terms|terms|zahlungsbedingungen|customer payment terms|due days',
  },
  { key: 'limit', label: 'Credit limit', heads: 'credit limit|kreditlimit|limit', reads: 'amount' },
  { key: 'group', label: 'Group', heads: 'group|customer group|kundengruppe|customer type|category' },
  { key: 'tags', label: 'Tags', heads: 'tags|labels|stichworte' },
  { key: 'owner', label: 'Account owner', heads: 'account owner|owner|salesperson|sales person' },
  { key: 'payer', label: 'Payer (customer number)', heads: 'payer|bill to customer|parent customer' },
  { key: 'language', label: 'Language', heads: 'language|sprache|langue' },
  { key: 'referenceRequired', label: 'Their order number is needed', heads: 'reference required|po required' },
  { key: 'note', label: 'Note', heads: 'note|notes|remark|bemerkung|comments' },
]

const products: readonly Field[] = [
  {
    key: 'sku',
    label: 'SKU',
    heads:
      'sku|variant sku|item code|itemcode|article number|artikelnummer|product code|internal reference|item number|product sku|part number|code|artnr',
    required: true,
  },
  {
    key: 'name',
    label: 'Name',
    heads: 'name|title|product name|item name|itemname|bezeichnung|product service name|description|designation',
    required: true,
  },
  { key: 'gtin', label: 'Barcode (GTIN)', heads: 'barcode|gtin|ean|variant barcode|upc|gtin upc ean or isbn|isbn' },
  { key: 'kind', label: 'Goods, service or freight', heads: 'kind|type|product type|item type' },
  {
    key: 'unitPrice',
    label: 'Price',
    heads:
      'price|sales price|variant price|regular price|unit price|rate|selling price|salesunitprice|sales price rate|preis|verkaufspreis|prix|prezzo|list price',
    required: true,
    reads: 'number',
  },
  {
    key: 'priceQuantity',
    label: 'Price is for so many units',
    heads: 'price quantity|per|price unit',
    reads: 'number',
  },
  { key: 'floorPrice', label: 'Floor price', heads: 'floor price|minimum price|lowest price', reads: 'number' },
  {
    key: 'weightGrams',
    label: 'Weight in grams',
    heads: 'weight g|weight in grams|variant grams|weight grams|gewicht g',
    reads: 'number',
  },
  {
    key: 'weightKilograms',
    label: 'Weight in kilograms',
    heads: 'weight kg|weight|gewicht kg|gewicht',
    reads: 'number',
  },
  {
    key: 'tax',
    label: 'Tax (name or rate)',
    heads: 'tax|tax rate|tax name|vat rate|tax category|tax class|mwst|steuersatz',
  },
]

/** What can be moved in, in the order in which it is best done. */
export const kinds = {
  CUSTOMERS: { label: 'Customers', one: 'customer', permission: 'customer.change', fields: customers },
  PRODUCTS: { label: 'Products', one: 'product', permission: 'product.change', fields: products },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds) as [KindName, ...KindName[]]

/** The fields of a kind. */
export const fieldsOf = (kind: KindName): readonly Field[] => kinds[kind].fields

/** What a field is called. */
export const labelOf = (kind: KindName, key: string): string =>
  fieldsOf(kind).find((field) => field.key === key)?.label ?? key
