import { describe, expect, it } from 'vitest'
import { fieldsOf, groupField, type KindName } from './fields'
import { missingFields, proposed } from './heads'

// What stands in a file, written down a second time: the heads that we name ourselves, then those of an English and of a German program.
const files: Partial<Record<KindName, { own: string; english: string; german: string; needs: string }>> = {
  ADDRESSES: {
    own: `customer: Customer (number or name); label: What the address is called; name: Name at the address; line: Street; extra: Second line;
      postcode: Postcode; city: Town; region: Region; country: Country; contact: Contact at the address; phone: Telephone; openingHours: Opening hours;
      deliveryDays: Delivery days; packerNote: For the packer; driverNote: For the driver; isBillTo: Invoices go there; isShipTo: Goods go there`,
    english: `customer: Account number; label: Site name; name: Recipient; line: Address line 1; extra: Address line 2; postcode: ZIP code; city: City;
      region: County; country: Country code; contact: Contact person; phone: Phone number; openingHours: Hours; deliveryDays: Weekdays;
      packerNote: Packing instructions; driverNote: Delivery instructions; isBillTo: Bill to; isShipTo: Ship to`,
    german: `customer: Kundennummer; label: Filiale; name: Empfänger; line: Straße; postcode: PLZ; city: Ort; country: Land; contact: Ansprechpartner;
      phone: Telefon; openingHours: Öffnungszeiten; deliveryDays: Liefertage; isBillTo: Rechnungsadresse; isShipTo: Lieferadresse`,
    needs: 'customer line city',
  },
  CONTACTS: {
    own: `customer: Customer (number or name); contactName: Name of the contact; firstName: First name; lastName: Last name; contactEmail: E-mail;
      contactPhone: Telephone; contactLanguage: Language; contactPurposes: Written to about`,
    english: `customer: Company name; contactName: Full name; firstName: Given name; lastName: Surname; contactEmail: Email address; contactPhone: Mobile;
      contactLanguage: Language; contactPurposes: Purposes`,
    german: `customer: Kunde; contactName: Ansprechpartner; firstName: Vorname; lastName: Nachname; contactEmail: Mail; contactPhone: Telefon;
      contactLanguage: Sprache; contactPurposes: Funktion`,
    needs: 'customer contactName',
  },
  OPEN_ORDERS: {
    own: `number: Order number; customer: Customer (number or name); sku: SKU or barcode; quantity: Quantity; delivered: Already delivered;
      rest: Still to deliver, where there is no quantity; unitPrice: Price; priceQuantity: Price is for so many units; percentOff: Percent off the price;
      description: Text of the line; reference: Customer's order number; orderedOn: Ordered on; requestedOn: Wished day; warehouse: Warehouse;
      shipName: Ship to: name; shipLine: Ship to: street; shipPostcode: Ship to: postcode; shipCity: Ship to: town; shipRegion: Ship to: region;
      shipCountry: Ship to: country; currency: Currency; note: Note`,
    english: `number: Sales order; customer: Customer name; sku: Item code; quantity: Qty; delivered: Shipped; rest: Backordered; unitPrice: Unit price;
      priceQuantity: Per; percentOff: Discount percent; description: Line text; reference: PO number; orderedOn: Order date; requestedOn: Delivery date;
      warehouse: Warehouse code; shipName: Shipping name; shipLine: Shipping street; shipPostcode: Shipping ZIP; shipCity: Shipping city;
      shipRegion: Shipping state; shipCountry: Shipping country; currency: Currency code; note: Remark`,
    german: `number: Auftragsnummer; customer: Kunde; sku: Artikelnummer; quantity: Menge; delivered: Geliefert; rest: Restmenge; unitPrice: Einzelpreis;
      percentOff: Rabatt; description: Bezeichnung; reference: Ihre Bestellung; orderedOn: Auftragsdatum; requestedOn: Liefertermin; warehouse: Lager;
      currency: Währung; note: Bemerkung`,
    needs: 'number customer sku quantity',
  },
  PLANNED_RECEIPTS: {
    own: `number: Purchase number; supplier: Supplier (number or name); sku: SKU or barcode; quantity: Quantity; delivered: Already received;
      rest: Still expected, where there is no quantity; expectedOn: Expected day; cost: Cost of a unit; reference: Supplier's own number`,
    english: `number: PO number; supplier: Vendor; sku: Part number; quantity: Quantity ordered; delivered: Received; rest: Remaining; expectedOn: ETA;
      cost: Unit cost; reference: Vendor reference`,
    german: `number: Bestellnummer; supplier: Lieferant; sku: Artikelnummer; quantity: Bestellmenge; delivered: Erhalten; rest: Offene Menge;
      expectedOn: Liefertermin; cost: Einkaufspreis`,
    needs: 'number supplier sku quantity',
  },
}

const pairs = (text: string) =>
  text.split(';').map(
    (pair) =>
      pair
        .trim()
        .split(/: (.*)/s)
        .slice(0, 2)
        .map((word) => word.trim()) as [string, string],
  )

describe.each(Object.entries(files))('a file of %s', (name, { own, needs, ...others }) => {
  const kind = name as KindName
  it('is understood by the names that we give its columns', () => {
    const told = pairs(own)
    expect(
      fieldsOf(kind)
        .slice(0, told.length)
        .map(({ key, label }) => [key, label]),
    ).toEqual(told)
    expect(missingFields(kind, {}).join(' ')).toBe(needs)
  })
  it.each(Object.entries(others))('is understood by %s heads', (_language, text) => {
    const told = pairs(text)
    const heads = told.map(([, head]) => head)
    expect(proposed(kind, heads)).toEqual(Object.fromEntries(told.map(([key], column) => [key, column])))
  })
})

it('rows of orders and purchases belong together by their number, other rows stand alone', () => {
  const all = ['OPEN_ORDERS', 'PLANNED_RECEIPTS', 'CUSTOMERS', 'STOCK'] as const
  expect(all.map(groupField)).toEqual(['number', 'number', undefined, undefined])
  const read = (kind: KindName, reads: string) =>
    fieldsOf(kind).flatMap((field) => (field.reads === reads ? [field.key] : []))
  expect(read('OPEN_ORDERS', 'number')).toEqual([
    'quantity',
    'delivered',
    'rest',
    'unitPrice',
    'priceQuantity',
    'percentOff',
  ])
  expect(read('OPEN_ORDERS', 'day')).toEqual(['orderedOn', 'requestedOn'])
  expect(read('PLANNED_RECEIPTS', 'number')).toEqual(['quantity', 'delivered', 'rest', 'cost'])
})
