import { currency, type Field } from './field'

const skuHeads =
  'sku|item code|article number|artikelnummer|product code|internal reference|item number|part number|lineitem sku|order lines product internal reference|product internal reference|product|code'
const restHeads =
  'still to deliver|still expected|open quantity|quantity open|remaining|remaining quantity|to deliver|rest|offene menge|restmenge|backordered'
const quantityHeads =
  'quantity|qty|ordered|quantity ordered|ordered quantity|lineitem quantity|order lines quantity|menge|bestellmenge'

/** What lines of both say. */
const goods: readonly Field[] = [
  { key: 'sku', label: 'SKU or barcode', heads: skuHeads, required: true },
  { key: 'quantity', label: 'Quantity', heads: quantityHeads, required: true, reads: 'number' },
]
const rest = (label: string): Field => ({ key: 'rest', label, heads: restHeads, reads: 'number' })
const warehouse = (heads: string): Field => ({ key: 'warehouse', label: 'Warehouse', heads })
const remarks: readonly Field[] = [
  currency,
  { key: 'note', label: 'Note', heads: 'note|notes|remark|bemerkung|comment' },
]

/** What a file may say of orders that customers gave to the program before. */
export const openOrders: readonly Field[] = [
  {
    key: 'number',
    label: 'Order number',
    heads:
      'order number|order no|sales order|so number|order reference|order|auftragsnummer|auftrag|bestellnummer|order id|name|number',
    required: true,
  },
  {
    key: 'customer',
    label: 'Customer (number or name)',
    heads: 'customer number|customer|customer name|kunde|kundennummer|partner|contact name|email|billing name',
    required: true,
  },
  ...goods,
  {
    key: 'delivered',
    label: 'Already delivered',
    heads:
      'already delivered|delivered|shipped|quantity delivered|delivered quantity|fulfilled|order lines delivery quantity|geliefert|ausgeliefert',
    reads: 'number',
  },
  rest('Still to deliver, where there is no quantity'),
  {
    key: 'unitPrice',
    label: 'Price',
    heads: 'price|unit price|rate|lineitem price|order lines unit price|einzelpreis|preis|prix',
    reads: 'number',
    money: true,
  },
  {
    key: 'priceQuantity',
    label: 'Price is for so many units',
    heads: 'price quantity|per|price unit',
    reads: 'number',
  },
  {
    key: 'percentOff',
    label: 'Percent off the price',
    heads: 'percent off|discount percent|discount|rabatt|order lines discount',
    reads: 'number',
  },
  {
    key: 'description',
    label: 'Text of the line',
    heads: 'description|line text|lineitem name|bezeichnung|order lines description',
  },
  {
    key: 'reference',
    label: "Customer's order number",
    heads:
      'customer s order number|customer reference|their order number|their reference|purchase order|po number|customer po|ihre bestellung|reference',
  },
  {
    key: 'orderedOn',
    label: 'Ordered on',
    heads: 'order date|ordered on|order day|date ordered|date|created at|auftragsdatum|bestelldatum',
    reads: 'day',
  },
  {
    key: 'requestedOn',
    label: 'Wished day',
    heads: 'wished day|delivery date|requested date|due date|wanted on|liefertermin|wunschtermin|expected date',
    reads: 'day',
  },
  warehouse('warehouse|warehouse code|lager'),
  { key: 'shipName', label: 'Ship to: name', heads: 'ship to name|shipping name|delivery name' },
  {
    key: 'shipLine',
    label: 'Ship to: street',
    heads: 'ship to street|shipping street|shipping address|shipping address1|delivery address',
  },
  { key: 'shipPostcode', label: 'Ship to: postcode', heads: 'ship to postcode|shipping zip|shipping postcode' },
  { key: 'shipCity', label: 'Ship to: town', heads: 'ship to town|ship to city|shipping city|delivery city' },
  {
    key: 'shipRegion',
    label: 'Ship to: region',
    heads: 'ship to region|shipping state|shipping region|delivery state|shipping province',
  },
  { key: 'shipCountry', label: 'Ship to: country', heads: 'ship to country|shipping country|delivery country' },
  ...remarks,
]

/** What a file may say of goods that were asked for from suppliers. */
export const plannedReceipts: readonly Field[] = [
  {
    key: 'number',
    label: 'Purchase number',
    heads:
      'purchase number|purchase order number|purchase order|po number|po|order reference|bestellnummer|bestellung|order number|reference|number',
    required: true,
  },
  {
    key: 'supplier',
    label: 'Supplier (number or name)',
    heads: 'supplier number|supplier|supplier name|vendor|vendor name|lieferant|contact name|fournisseur',
    required: true,
  },
  ...goods,
  {
    key: 'delivered',
    label: 'Already received',
    heads:
      'already received|received|quantity received|received quantity|received qty|billed|erhalten|geliefert|delivered',
    reads: 'number',
  },
  rest('Still expected, where there is no quantity'),
  {
    key: 'expectedOn',
    label: 'Expected day',
    heads:
      'expected day|expected|expected on|expected date|eta|delivery date|due date|planned date|receipt date|liefertermin',
    reads: 'day',
  },
  {
    key: 'cost',
    label: 'Cost of a unit',
    heads: 'cost|unit cost|purchase price|unit price|price|einkaufspreis|rate',
    reads: 'number',
    money: true,
  },
  {
    key: 'reference',
    label: "Supplier's own number",
    heads: 'supplier s own number|supplier reference|vendor reference|confirmation number',
  },
  warehouse('warehouse|warehouse code|lager|deliver to'),
  ...remarks,
]
