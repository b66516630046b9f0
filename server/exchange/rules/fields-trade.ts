import { currency, type Field } from './field'

/** What a file may say of opening stock. */
export const stock: readonly Field[] = [
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
    money: true,
  },
  currency,
  {
    key: 'lot',
    label: 'Lot or serial number',
    heads:
      'lot|lot number|lot no|batch|batch number|batch no|serial number|serial|serial no|lot serial number|charge|chargennummer|seriennummer',
  },
  {
    key: 'expiresOn',
    label: 'Last day of the lot',
    heads:
      'last day|expiry day|expiry date|expiry|expires on|expiration date|best before|best before date|use by|mhd|haltbar bis|ablaufdatum',
    reads: 'day',
  },
]

/** What a file may say of open invoices. */
export const openInvoices: readonly Field[] = [
  {
    key: 'number',
    label: 'Invoice number',
    heads:
      'invoice number|invoice no|number|num|invoice|document number|rechnungsnummer|belegnummer|invoice id|reference|ref',
    required: true,
  },
  {
    key: 'customer',
    label: 'Customer (number or name)',
    heads:
      'customer number|customer|contact name|customer name|contactname|partner|invoice partner display name|kunde|kundennummer|name|account|account reference|a c',
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
    money: true,
  },
  currency,
  {
    key: 'document',
    label: 'Invoice or credit note',
    heads: 'type|transaction type|document type|invoice type|move type|belegart|type de document|kind',
  },
]

/** What a file may say of price lists. */
export const prices: readonly Field[] = [
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
  {
    key: 'unitPrice',
    label: 'Price',
    heads: 'price|unit price|fixed price|preis|rate|prix',
    reads: 'number',
    money: true,
  },
  currency,
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
