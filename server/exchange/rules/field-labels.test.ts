import { describe, expect, it } from 'vitest'
import { fieldsOf, type KindName } from './fields'
import { missingFields, proposed } from './heads'

// Of each kind, written down a second time: what a file may say, how that is called here, and what another program calls it; then what has
// to be said, and what is no plain text.
const approved: Partial<Record<KindName, { fields: string; needs: string; reads: string; money: string }>> = {
  CUSTOMERS: {
    fields: `number: Customer number / customer no; externalKey: Key in the other program / customer id; name: Name / customer name; partOf: Belongs to
      the customer / related company; firstName: First
      name / firstname; lastName: Last name / lastname; email: E-mail / email; phone: Telephone / phone; taxNumber: Tax number / vat number;
      registrationNumber: Registration number / company registration number; taxTreatment: Tax treatment / vat treatment; country: Country /
      billing country; billLine: Street / address; billExtra: Second line / address line 2; billPostcode: Postcode / zip; billCity: Town / city;
      billRegion: Region / state; shipName: Ship to: name / shipping name; shipLine: Ship to: street / shipping street; shipExtra: Ship to:
      second line / shipping address 2; shipPostcode: Ship to: postcode / shipping postcode; shipCity: Ship to: town / ship to city; shipRegion:
      Ship to: region / shipping state; shipCountry: Ship to: country / shipping country; contactName: Contact: name / contact; contactEmail:
      Contact: e-mail / contact email; contactPhone: Contact: telephone / contact phone; contactPurposes: Contact: written to about / contact
      purposes; contactLanguage: Contact: language / contact language; terms: Payment terms / terms; limit: Credit limit / kreditlimit;
      currency: Currency / currency code; group: Group / customer group; tags: Tags / labels; owner: Account owner / owner; payer: Payer
      (customer number) / payer; language: Language / sprache; referenceRequired: Their order number is needed / reference required; deliveryRule: If something is short / delivery rule; service: Carrier service /
      delivery method; note: Note / notes`,
    needs: 'name',
    reads: `limit amount`,
    money: 'limit',
  },
  PRODUCTS: {
    fields: `sku: SKU / variant sku; name: Name / title; gtin: Barcode (GTIN) / barcode; kind: Goods, service, freight or returnable / kind; unitPrice:
      Price / sales price; currency: Currency / currency code; priceQuantity: Price is for so many units / price quantity; cost: Cost of a unit
      / cost; state: In use or archived / status; floorPrice: Floor price / minimum price; weightGrams: Weight in grams / weight g;
      weightKilograms: Weight in kilograms / weight kg; unit: Unit / unit of measure; places: Decimal places of quantities / places; tax: Tax
      (name or rate) / tax; category: Category / product category; description: Description below the name / long description; lengthMm: Length
      in millimetres / length mm; widthMm: Width in millimetres / width mm; heightMm: Height in millimetres / height mm; originCountry: Country
      of origin / origin; tariffCode: Tariff code / hs code; successor: Successor (SKU) / successor; minQuantity: Least quantity of an order /
      minimum order quantity; multiple: Sold in multiples of / order multiple; refusesShort: Refused when it cannot be promised / refuses short;
      tracking: Kept by lot or serial number / tracking; innerQuantity: Inner pack quantity / inner quantity; innerGtin: Inner pack barcode /
      inner barcode; caseQuantity: Case quantity / case size; caseGtin: Case barcode / case gtin; palletQuantity: Pallet quantity / units per
      pallet; palletGtin: Pallet barcode / pallet gtin; returnables: Returnable packaging / returnables; otherPacks: Other packs / packs`,
    needs: 'sku name unitPrice',
    reads: `unitPrice number; priceQuantity number; cost number; floorPrice number; weightGrams number; weightKilograms number; places number;
      lengthMm number; widthMm number; heightMm number; minQuantity number; multiple number; innerQuantity number; caseQuantity number;
      palletQuantity number`,
    money: 'unitPrice cost floorPrice',
  },
  STOCK: {
    fields: `sku: SKU / variant sku; quantity: Quantity / qty; bin: Bin / bin code; warehouse: Warehouse / warehouse code; cost: Cost of a unit / cost;
      currency: Currency / currency code; lot: Lot or serial number / lot; expiresOn: Last day of the lot / last day`,
    needs: 'sku quantity',
    reads: `quantity number; cost number; expiresOn day`,
    money: 'cost',
  },
  PRICES: {
    fields: `list: Price list / pricelist; sku: SKU / item code; unitPrice: Price / unit price; currency: Currency / currency code; percentOff: Percent
      off / discount; fromQuantity: From quantity / min quantity; customer: For the customer (number or name) / customer; group: For the group /
      group; validFrom: Valid from / start date; validTo: Valid to / end date`,
    needs: 'list sku',
    reads: `unitPrice number; percentOff number; fromQuantity number; validFrom day; validTo day`,
    money: 'unitPrice',
  },
  OPEN_INVOICES: {
    fields: `number: Invoice number / invoice no; customer: Customer (number or name) / customer number; issuedOn: Invoice day / invoice date; dueOn:
      Due day / due date; rest: Still open / open balance; currency: Currency / currency code; document: Invoice or credit note / type`,
    needs: 'number customer rest',
    reads: `issuedOn day; dueOn day; rest amount`,
    money: 'rest',
  },
}

const listed = (text: string) => text.split(';').map((one) => one.replace(/\s+/g, ' ').trim())

describe.each(Object.entries(approved))('a file of %s', (name, { fields, needs, reads, money }) => {
  const kind = name as KindName
  const told = listed(fields).map((one) => /^(\w+): (.*) \/ (.*)$/.exec(one)?.slice(1) ?? [])
  it('may say what is written down, under these names', () => {
    expect(fieldsOf(kind).map(({ key, label }) => [key, label])).toEqual(told.map(([key, label]) => [key, label]))
    const heads = told.map(([, , head]) => head as string)
    expect(proposed(kind, heads)).toEqual(Object.fromEntries(told.map(([key], column) => [key, column])))
  })
  it('has to say some of it, and not all of that is text', () => {
    expect(missingFields(kind, {}).join(' ')).toBe(needs)
    expect(fieldsOf(kind).flatMap((field) => (field.reads ? `${field.key} ${field.reads}` : []))).toEqual(listed(reads))
  })
  it('has columns of money, whose heads may name a currency', () => {
    const inMoney = fieldsOf(kind).filter((field) => field.money)
    expect(inMoney.map(({ key }) => key).join(' ')).toBe(money)
    for (const { key, label } of inMoney)
      for (const head of [`${label} GBP`, `${label} (£)`, `${label} in EUR`])
        expect(proposed(kind, ['VAT code', head])).toEqual({ [key]: 1 })
    expect(proposed(kind, [`${fieldsOf(kind)[0]?.label} GBP`])).toEqual({})
  })
})
