import { describe, expect, it } from 'vitest'
import { fieldsOf, kinds, labelOf } from './fields'
import { headsKey, missingFields, proposed, recognised } from './heads'

/** Of each kind, each field with its label and one of the heads by which other programs call it. */
const said = {
  CUSTOMERS: `number=Customer number=Kundennummer; externalKey=Key in the other program=Contact ID; name=Name=Ragione sociale;
    firstName=First name=Vorname; lastName=Last name=Nachname;
    email=E-mail=EmailID; phone=Telephone=Telefon; taxNumber=Tax number=USt-IdNr; taxTreatment=Tax treatment=Tax treatment;
    country=Country=Paese; billLine=Street=Straße; billExtra=Second line=Street 2; billPostcode=Postcode=PLZ;
    billCity=Town=Ort; billRegion=Region=Province; shipName=Ship to: name=Delivery name;
    shipLine=Ship to: street=Delivery address; shipExtra=Ship to: second line=Shipping street 2;
    shipPostcode=Ship to: postcode=Shipping ZIP; shipCity=Ship to: town=Shipping city; shipRegion=Ship to: region=Shipping state;
    shipCountry=Ship to: country=Shipping country; contactName=Contact: name=Ansprechpartner;
    contactEmail=Contact: e-mail=Contact email; contactPhone=Contact: telephone=Mobile;
    contactPurposes=Contact: written to about=Contact purposes; contactLanguage=Contact: language=Contact language; terms=Payment terms=Zahlungsbedingungen;
    limit=Credit limit=Kreditlimit; currency=Currency=Valuta; group=Group=Kundengruppe; tags=Tags=Stichworte; owner=Account owner=Salesperson;
    payer=Payer (customer number)=Parent customer; language=Language=Sprache;
    referenceRequired=Their order number is needed=PO required; note=Note=Bemerkung`,
  PRODUCTS: `sku=SKU=Artikelnummer; name=Name=Bezeichnung; gtin=Barcode (GTIN)=EAN; kind=Goods, service, freight or returnable=Product type;
    unitPrice=Price=Verkaufspreis; currency=Currency=Devise; priceQuantity=Price is for so many units=Price unit; floorPrice=Floor price=Minimum price;
    weightGrams=Weight in grams=Variant Grams; weightKilograms=Weight in kilograms=Gewicht; unit=Unit=UoM;
    places=Decimal places of quantities=Places; tax=Tax (name or rate)=MwSt; category=Category=Warengruppe;
    description=Description below the name=Langtext; lengthMm=Length in millimetres=Länge mm; widthMm=Width in millimetres=Breite mm;
    heightMm=Height in millimetres=Höhe mm; originCountry=Country of origin=Ursprungsland; tariffCode=Tariff code=HS code;
    successor=Successor (SKU)=Replaced by; minQuantity=Least quantity of an order=MOQ; multiple=Sold in multiples of=Order multiple;
    refusesShort=Refused when it cannot be promised=Deny backorders; tracking=Kept by lot or serial number=Traceability;
    innerQuantity=Inner pack quantity=Units per inner; innerGtin=Inner pack barcode=Inner EAN; caseQuantity=Case quantity=Units per case;
    caseGtin=Case barcode=ITF-14; palletQuantity=Pallet quantity=Units per pallet; palletGtin=Pallet barcode=Pallet EAN;
    returnables=Returnable packaging=Pfand; otherPacks=Other packs=Packagings`,
  STOCK: `sku=SKU=Internal Reference; quantity=Quantity=Bestand; bin=Bin=Lagerplatz; warehouse=Warehouse=Lager;
    cost=Cost of a unit=Einstandspreis; lot=Lot or serial number=Chargennummer; expiresOn=Last day of the lot=Best before; currency=Currency=Moneda`,
  OPEN_INVOICES: `number=Invoice number=Rechnungsnummer; customer=Customer (number or name)=Kunde; issuedOn=Invoice day=Rechnungsdatum;
    dueOn=Due day=Fällig am; rest=Still open=Offener Betrag; currency=Currency=Währung`,
  PRICES: `list=Price list=Preisliste; sku=SKU=Item code; unitPrice=Price=Fixed price; currency=Currency=Currency code; percentOff=Percent off=Rabatt;
    fromQuantity=From quantity=Ab Menge; customer=For the customer (number or name)=Kunde; group=For the group=Kundengruppe;
    validFrom=Valid from=Gültig ab; validTo=Valid to=Gültig bis`,
}
const own = Object.keys(said) as (keyof typeof said)[]
const fields = own.flatMap((kind) =>
  said[kind].split(/;\s*/).map((one) => [kind, ...(one.trim().split('=') as [string, string, string])] as const),
)

describe('a field of a kind', () => {
  it.each(fields)('of %s is %s: it is called %s, and found by that and by %s', (kind, key, label, head) => {
    expect(labelOf(kind, key)).toBe(label)
    expect(proposed(kind, ['Nothing', label])).toEqual({ [key]: 1 })
    expect(proposed(kind, [head])).toEqual({ [key]: 0 })
    expect(labelOf(kind, 'colour')).toBe('colour')
  })
  it('is needed, or read as a number, amount or day', () => {
    const listed = (of: (field: ReturnType<typeof fieldsOf>[number]) => unknown) =>
      own.map((kind) =>
        fieldsOf(kind)
          .flatMap((field) => (of(field) ? [field.key] : []))
          .join(' '),
      )
    expect(listed(({ required }) => required)).toEqual([
      'name',
      'sku name unitPrice',
      'sku quantity',
      'number customer rest',
      'list sku',
    ])
    expect(listed(({ reads }) => reads === 'amount')).toEqual(['limit', '', '', 'rest', ''])
    expect(listed(({ reads }) => reads === 'day')).toEqual(['', '', 'expiresOn', 'issuedOn dueOn', 'validFrom validTo'])
    expect(listed(({ reads }) => reads === 'number')).toEqual([
      '',
      'unitPrice priceQuantity cost floorPrice weightGrams weightKilograms places lengthMm widthMm heightMm minQuantity multiple innerQuantity caseQuantity palletQuantity',
      'quantity cost',
      '',
      'unitPrice percentOff fromQuantity',
    ])
  })
  it('is moved in by who may enter it by hand', () => {
    expect(own.map((kind) => Object.values(kinds[kind]).slice(0, 3).join(' | '))).toEqual([
      'Customers | customer | customer.change',
      'Products | product | product.change',
      'Opening stock | stock of a product in a bin | stock.receive',
      'Open invoices | open invoice | invoice.issue',
      'Price lists | price | price.change',
    ])
  })
})

describe('the heads of a file', () => {
  it('are remembered without their signs and accents', () => {
    expect(headsKey(['Größe (mm)', 'Prix'])).toBe('grosse mm|prix')
  })

  it('are remembered as one text, whatever their capitals', () => {
    expect(headsKey(['Customer No', 'E-Mail'])).toBe(headsKey(['customer no', 'e-mail']))
    expect(headsKey(['a', 'b'])).not.toBe(headsKey(['ab']))
  })

  it('give a field the surest of several columns, and a column one field', () => {
    expect(proposed('CUSTOMERS', ['nr', 'customer number'])).toEqual({ number: 1 })
    expect(proposed('CUSTOMERS', ['Company', 'Name'])).toEqual({ name: 1 })
    expect(proposed('PRODUCTS', ['code', 'sku'])).toEqual({ sku: 1 })
    expect(proposed('PRODUCTS', ['Description'])).toEqual({ name: 0 })
    expect(proposed('PRODUCTS', ['Name', 'Description'])).toEqual({ name: 0, description: 1 })
    expect(proposed('STOCK', ['product', 'quantity'])).toEqual({ sku: 0, quantity: 1 })
    // A head that names a currency is less sure than one that is a word as a whole.
    expect(proposed('CUSTOMERS', ['Credit limit GBP', 'limit'])).toEqual({ limit: 1 })
    expect(proposed('CUSTOMERS', ['Kreditlimit GBP', 'Credit limit GBP'])).toEqual({ limit: 1 })
    expect(proposed('STOCK', ['SKU', 'Quantity EUR'])).toEqual({ sku: 0 })
  })

  it('are of the kind that needs nothing more and of which most are known', () => {
    const kindOf = (heads: string) => recognised(heads.split(',')).kind
    expect(kindOf('SKU,Name,Price,Weight')).toBe('PRODUCTS')
    expect(kindOf('Code,Description,Price')).toBe('PRODUCTS')
    expect(kindOf('SKU,On hand,Bin')).toBe('STOCK')
    expect(kindOf('Invoice number,Customer,Due date,Open balance')).toBe('OPEN_INVOICES')
    expect(kindOf('Price list,SKU,Price,From quantity')).toBe('PRICES')
    expect(kindOf('Name,Street,Postcode,Town')).toBe('CUSTOMERS')
    expect(kindOf('Customer,Contact,E-mail,Telephone')).toBe('CONTACTS')
    expect(kindOf('Customer number,Contact name,E-mail,Language')).toBe('CONTACTS')
    expect(kindOf('Customer,First name,Last name,E-mail')).toBe('CONTACTS')
    expect(kindOf('Customer number,Name,E-mail,Telephone')).toBe('CUSTOMERS')
    expect(kindOf('Customer number,Full name,E-mail,Telephone')).toBe('CUSTOMERS')
    expect(kindOf('Customer,Contact,E-mail,Town')).toBe('CUSTOMERS')
    expect(kindOf('Name,Contact,E-mail')).toBe('CUSTOMERS')
    expect(recognised(['Name'])).toEqual({ kind: null, program: null, mapping: {} })
    expect(recognised(['Street', 'Town'])).toEqual({ kind: null, program: null, mapping: {} })
    expect(recognised(['Colour', 'Shape'])).toEqual({ kind: null, program: null, mapping: {} })
    expect(recognised(['Name', 'Phone'])).toEqual({ kind: 'CUSTOMERS', program: null, mapping: { name: 0, phone: 1 } })
  })

  it('of a program give only the fields of which the file has a column', () => {
    const { program, mapping } = recognised(['ContactName', 'EmailAddress', 'POAddressLine1', 'POCity'])
    expect([program, mapping]).toStrictEqual(['Xero', { name: 0, email: 1, billLine: 2, billCity: 3 }])
  })

  it('leave out what is needed, unless something else says it', () => {
    expect(missingFields('PRODUCTS', { name: 0 })).toEqual(['sku', 'unitPrice'])
    expect(missingFields('CUSTOMERS', { number: 0 })).toEqual(['name'])
    expect(missingFields('CUSTOMERS', { lastName: 0 })).toEqual([])
    expect(missingFields('OPEN_ORDERS', { number: 0, sku: 1, rest: 2 })).toEqual(['customer'])
    expect(missingFields('STOCK', { sku: 0, quantity: 1 })).toEqual([])
  })
})
