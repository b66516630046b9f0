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

const stock: readonly Field[] = [
  {
    key: 'sku',
    label: 'SKU',
    heads:
      'sku|variant sku|item code|article number|artikelnummer|product code|internal reference|item number|part number|product|code',
    required: true,
  },
  {
    key: 'quantity',
    label: 'Quantity',
    heads:
      'quantity|qty|on hand|quantity on hand|stock|stock on hand|in stock|bestand|menge|available|opening stock|inventory',
    required: true,
    reads: 'number',
  },
  { key: 'bin', label: 'Bin', heads: 'bin|bin code|bin name|location|lagerplatz|shelf' },
  { key: 'warehouse', label: 'Warehouse', heads: 'warehouse|warehouse code|warehouse name|lager|site' },
  {
    key: 'cost',
    label: 'Cost of a unit',
    heads:
      'cost|unit cost|cost per item|cost price|einstandspreis|purchase price|average cost|standard cost|opening stock value per unit',
    reads: 'number',
  },
]

const openInvoices: readonly Field[] = [
  {
    key: 'number',
    label: 'Invoice number',
    heads:
      'invoice number|invoice no|number|num|invoice|document number|rechnungsnummer|belegnummer|invoice id|reference',
    required: true,
  },
  {
    key: 'customer',
    label: 'Customer (number or name)',
    heads:
      'customer number|customer|contact name|customer name|contactname|partner|invoice partner display name|kunde|kundennummer|name|account',
    required: true,
  },
  {
    key: 'issuedOn',
    label: 'Invoice day',
    heads: 'invoice date|date|invoice day|issued|belegdatum|rechnungsdatum|issue date|document date',
    reads: 'day',
  },
  {
    key: 'dueOn',
    label: 'Due day',
    heads: 'due date|duedate|due|due day|faellig am|fallig am|faelligkeit|falligkeit',
    reads: 'day',
  },
  {
    key: 'rest',
    label: 'Still open',
    heads:
      'still open|open balance|amount due|balance due|balance|outstanding|open amount|offen|offener betrag|invoiceamountdue|amount residual|open',
    required: true,
    reads: 'amount',
  },
  { key: 'currency', label: 'Currency', heads: 'currency|currency code|wahrung' },
]

const prices: readonly Field[] = [
  {
    key: 'list',
    label: 'Price list',
    heads: 'price list|pricelist|list|preisliste|list name|price list name',
    required: true,
  },
  {
    key: 'sku',
    label: 'SKU',
    heads: 'sku|item code|article number|artikelnummer|product code|internal reference|item number|part number',
    required: true,
  },
  { key: 'unitPrice', label: 'Price', heads: 'price|unit price|fixed price|preis|rate|prix', reads: 'number' },
  {
    key: 'percentOff',
    label: 'Percent off',
    heads: 'percent off|discount|discount percent|rabatt|percentage',
    reads: 'number',
  },
  {
    key: 'fromQuantity',
    label: 'From quantity',
    heads: 'from quantity|min quantity|minimum quantity|quantity|ab menge|break|from',
    reads: 'number',
  },
  { key: 'customer', label: 'For the customer (number or name)', heads: 'customer|customer number|kunde' },
  { key: 'group', label: 'For the group', heads: 'group|customer group|kundengruppe' },
  { key: 'validFrom', label: 'Valid from', heads: 'valid from|start date|gueltig ab|gultig ab', reads: 'day' },
  { key: 'validTo', label: 'Valid to', heads: 'valid to|end date|gueltig bis|gultig bis', reads: 'day' },
]

/** What can be moved in, in the order in which it is best done. */
export const kinds = {
  CUSTOMERS: { label: 'Customers', one: 'customer', permission: 'customer.change', fields: customers },
  PRODUCTS: { label: 'Products', one: 'product', permission: 'product.change', fields: products },
  STOCK: { label: 'Opening stock', one: 'stock of a product in a bin', permission: 'stock.receive', fields: stock },
  OPEN_INVOICES: { label: 'Open invoices', one: 'open invoice', permission: 'invoice.issue', fields: openInvoices },
  PRICES: { label: 'Price lists', one: 'price', permission: 'price.change', fields: prices },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds) as [KindName, ...KindName[]]

/** The fields of a kind. */
export const fieldsOf = (kind: KindName): readonly Field[] => kinds[kind].fields

/** What a field is called. */
export const labelOf = (kind: KindName, key: string): string =>
  fieldsOf(kind).find((field) => field.key === key)?.label ?? key
