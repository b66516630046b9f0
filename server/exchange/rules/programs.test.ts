import { describe, expect, it } from 'vitest'
import { plainHead } from '@/server/collection/rules/csv-words'
import type { KindName } from './fields'
import { missingFields, recognised } from './heads'

/**
 * Of each file of a well-known program: the heads by which it is known, and the field of each head. Several heads of a
 * field are those of its versions.
 */
const approved = `
Shopify CUSTOMERS
  First Name; Last Name; Accepts Email Marketing
  externalKey=Customer ID; name=Default Address Company|Company; firstName=First Name; lastName=Last Name;
    email=Email; phone=Phone|Default Address Phone; billLine=Default Address Address1|Address1;
    billExtra=Default Address Address2|Address2; billCity=Default Address City|City;
    billRegion=Default Address Province Code|Province Code; country=Default Address Country Code|Country Code;
    billPostcode=Default Address Zip|Zip; note=Note; tags=Tags
Shopify PRODUCTS
  Handle; Title; Variant SKU; Variant Price
  sku=Variant SKU; name=Title; gtin=Variant Barcode; unitPrice=Variant Price; cost=Cost per item; state=Status; weightGrams=Variant Grams;
    kind=Variant Requires Shipping; category=Type|Product Category
Shopify PRODUCTS
  URL handle; Title; Option1 value; Price
  sku=SKU; name=Title; gtin=Barcode; unitPrice=Price; cost=Cost per item; state=Status; weightGrams=Weight value (grams); kind=Requires shipping;
    category=Type|Product category
Shopify STOCK
  Handle; SKU; Location; On hand (current)
  sku=SKU; quantity=On hand (current); bin=Bin name; warehouse=Location
Shopify STOCK
  Handle; SKU; Location; On hand
  sku=SKU; quantity=On hand; bin=Bin name; warehouse=Location
Shopify OPEN_INVOICES
  Financial Status; Outstanding Balance; Lineitem name
  number=Name; customer=Email; issuedOn=Created at; rest=Outstanding Balance; currency=Currency
WooCommerce CUSTOMERS
  Username; Last Active; AOV
  name=Name; email=Email; country=Country / Region|Country; billCity=City; billRegion=Region;
    billPostcode=Postal Code
WooCommerce PRODUCTS
  SKU; Name; Regular price; Tax class
  sku=SKU; name=Name; kind=Type; gtin=GTIN, UPC, EAN, or ISBN; unitPrice=Regular price; cost=Cost of goods; state=Published;
    weightKilograms=Weight (kg); category=Categories
WooCommerce OPEN_INVOICES
  Order Number; Order Date; Order Total Amount
  number=Order Number; customer=Email (Billing); issuedOn=Order Date; rest=Order Total Amount
Xero CUSTOMERS
  EmailAddress; POAddressLine1; POCity
  number=AccountNumber; name=*ContactName|ContactName; email=EmailAddress; firstName=FirstName; lastName=LastName; phone=PhoneNumber;
    taxNumber=TaxNumber; billLine=POAddressLine1; billExtra=POAddressLine2; billCity=POCity;
    billRegion=PORegion; billPostcode=POPostalCode; country=POCountry; shipLine=SAAddressLine1;
    shipExtra=SAAddressLine2; shipCity=SACity; shipRegion=SARegion; shipPostcode=SAPostalCode;
    shipCountry=SACountry; terms=DueDateSalesDay
Xero PRODUCTS
  *ItemCode; ItemName; SalesUnitPrice
  sku=*ItemCode|ItemCode; name=ItemName; description=SalesDescription; unitPrice=SalesUnitPrice; cost=PurchasesUnitPrice; state=Status
Xero OPEN_INVOICES
  ContactName; POAddressLine1; POCity; EmailAddress; InvoiceNumber; InvoiceAmountDue
  number=*InvoiceNumber|InvoiceNumber; customer=*ContactName|ContactName; issuedOn=*InvoiceDate|InvoiceDate;
    dueOn=*DueDate|DueDate; rest=InvoiceAmountDue; currency=Currency; document=Type
QuickBooks CUSTOMERS
  Customer full name; Bill address
  name=Customer full name; phone=Phone numbers|Phone; email=Email; contactName=Full name; billLine=Bill address;
    shipLine=Ship address
QuickBooks CUSTOMERS
  Name; Company; Street Address; ZIP
  name=Company|Name; contactName=Name; email=Email; phone=Phone; billLine=Street Address; billCity=City;
    billRegion=State; billPostcode=ZIP; country=Country
QuickBooks CUSTOMERS
  Name; Company name; Street Address; ZIP
  name=Name; email=Email; phone=Phone; billLine=Street Address; billCity=City; billRegion=State;
    billPostcode=ZIP; country=Country; group=Customer type; note=Notes
QuickBooks CUSTOMERS
  Customer; Main Phone; Main Email; Bill to 1
  number=Account No.; name=Customer; contactName=Primary Contact; email=Main Email; phone=Main Phone;
    billLine=Bill to 2|Bill to 1; billExtra=Bill to 3; group=Customer Type; terms=Terms; limit=Credit Limit
QuickBooks PRODUCTS
  Product/Service Name; Sales Price / Rate
  sku=SKU; name=Product/Service Name; kind=Type; unitPrice=Sales Price / Rate; cost=Purchase Cost; description=Sales Description;
    category=Category; state=Status
QuickBooks OPEN_INVOICES
  Transaction Type; Num; Due Date; Open Balance
  number=Num; customer=Customer|Customer full name|Name|; issuedOn=Date; dueOn=Due Date; rest=Open Balance;
    document=Transaction Type
Zoho CUSTOMERS
  Display Name; EmailID; Billing Code
  number=Customer Number|Contact Number; externalKey=Contact ID|Customer ID; name=Display Name; firstName=First Name; lastName=Last Name; email=EmailID;
    phone=Phone; billLine=Billing Address; billExtra=Billing Street2; billCity=Billing City;
    billRegion=Billing State; billPostcode=Billing Code; country=Billing Country; shipLine=Shipping Address;
    shipCity=Shipping City; shipRegion=Shipping State; shipPostcode=Shipping Code; shipCountry=Shipping Country;
    terms=Payment Terms; limit=Credit Limit
Zoho PRODUCTS
  Item ID; Item Name; Rate
  sku=SKU; name=Item Name; gtin=EAN|UPC; kind=Product Type; unitPrice=Rate; cost=Purchase Rate; state=Status; tax=Tax Percentage|Item Tax %;
    description=Description; unit=Usage unit|Unit
Zoho OPEN_INVOICES
  Invoice ID; Invoice Number; Customer Name; Balance
  number=Invoice Number; customer=Customer Name; issuedOn=Invoice Date; dueOn=Due Date; rest=Balance;
    currency=Currency Code
Zoho OPEN_INVOICES
  CreditNotes ID; Credit Note Number; Customer Name; Balance
  number=Credit Note Number; customer=Customer Name; issuedOn=Credit Note Date; rest=Balance; currency=Currency Code
Odoo CUSTOMERS
  External ID; Street; Zip; Tax ID
  externalKey=External ID; number=Reference; name=Name|Display Name; partOf=Related Company; email=Email; phone=Phone;
    taxNumber=Tax ID; billLine=Street; billExtra=Street2; billCity=City; billRegion=State; billPostcode=Zip;
    country=Country; terms=Customer Payment Terms; tags=Tags; language=Language
Odoo CUSTOMERS
  id; name; street; zip; vat
  externalKey=id; number=ref; name=name; partOf=parent_id|parent_name; email=email; phone=phone; taxNumber=vat; billLine=street;
    billExtra=street2; billCity=city; billRegion=state_id; billPostcode=zip; country=country_id;
    tags=category_id; language=lang
Odoo PRODUCTS
  default_code; list_price
  sku=default_code; name=name; gtin=barcode; kind=type|detailed_type; unitPrice=list_price; cost=standard_price; state=active;
    weightKilograms=weight; category=categ_id; description=description_sale
Odoo PRODUCTS
  Internal Reference; Sales Price
  sku=Internal Reference; name=Name|Display Name; gtin=Barcode; kind=Product Type; unitPrice=Sales Price; cost=Cost; state=Active;
    weightKilograms=Weight; category=Product Category; description=Sales Description; unit=Unit of Measure|Unit
Odoo OPEN_INVOICES
  Invoice Partner Display Name; Number; Due Date
  number=Number; customer=Invoice Partner Display Name|Partner; issuedOn=Invoice/Bill Date|Invoice Date;
    dueOn=Due Date; rest=Amount Due|Amount Due Signed; currency=Currency; document=Type|Move Type
Sage CUSTOMERS
  Reference; Company Name; Main Address Line 1
  number=Reference; name=Company Name; billLine=Main Address Line 1; billExtra=Main Address Line 2;
    billCity=Main Address Town; billRegion=Main Address County; billPostcode=Main Address Post Code;
    country=Main Address Country; contactName=Main Contact Name; contactEmail=Main Contact Email;
    email=Main Contact Email; phone=Main Contact Phone; taxNumber=VAT Number; limit=Credit Limit
Sage CUSTOMERS
  A/C; Name; Address Line 1
  number=A/C|Account Reference|Account Ref; name=Name|Account Name|Company Name;
    billLine=Address Line 1|Street 1|Address 1|Street1; billExtra=Address Line 2|Street 2|Address 2|Street2;
    billCity=Town|Address Line 3|Address 3; billRegion=County|Address Line 4|Address 4;
    billPostcode=Postcode|Address Line 5|Post Code|Address 5; contactName=Contact Name|Contact; phone=Telephone|Telephone 1;
    email=E-mail|Email|E-Mail Address|Email 1; taxNumber=VAT Number|VAT Reg No|VAT Registration Number|VAT Reg. No.;
    limit=Credit Limit; terms=Payment Due Days; country=Country Code|Country
Sage CUSTOMERS
  A/C; Name; Credit Limit
  number=A/C|Account Reference|Account Ref; name=Name|Account Name|Company Name;
    billLine=Address Line 1|Street 1|Address 1|Street1; billExtra=Address Line 2|Street 2|Address 2|Street2;
    billCity=Town|Address Line 3|Address 3; billRegion=County|Address Line 4|Address 4;
    billPostcode=Postcode|Address Line 5|Post Code|Address 5; contactName=Contact Name|Contact; phone=Telephone|Telephone 1;
    email=E-mail|Email|E-Mail Address|Email 1; taxNumber=VAT Number|VAT Reg No|VAT Registration Number|VAT Reg. No.;
    limit=Credit Limit; terms=Payment Due Days; country=Country Code|Country
Sage CUSTOMERS
  Account Reference; Account Name
  number=A/C|Account Reference|Account Ref; name=Name|Account Name|Company Name;
    billLine=Address Line 1|Street 1|Address 1|Street1; billExtra=Address Line 2|Street 2|Address 2|Street2;
    billCity=Town|Address Line 3|Address 3; billRegion=County|Address Line 4|Address 4;
    billPostcode=Postcode|Address Line 5|Post Code|Address 5; contactName=Contact Name|Contact; phone=Telephone|Telephone 1;
    email=E-mail|Email|E-Mail Address|Email 1; taxNumber=VAT Number|VAT Reg No|VAT Registration Number|VAT Reg. No.;
    limit=Credit Limit; terms=Payment Due Days; country=Country Code|Country
Sage PRODUCTS
  Product Code; Description; Sales Price
  sku=Product Code|Stock Code; name=Description; unitPrice=Sales Price; cost=Last Cost Price (Standard)|Cost Price; gtin=Barcode|Bar Code; weightKilograms=Unit Weight|Weight;
    tariffCode=Commodity Code|Intrastat Commodity Code; unit=Unit Of Sale
Sage PRODUCTS
  Stock Code; Description; Sales Price
  sku=Product Code|Stock Code; name=Description; unitPrice=Sales Price; cost=Last Cost Price (Standard)|Cost Price; gtin=Barcode|Bar Code; weightKilograms=Unit Weight|Weight;
    tariffCode=Commodity Code|Intrastat Commodity Code; unit=Unit Of Sale
Sage OPEN_INVOICES
  Type; A/C; Ref; Outstanding
  number=Ref|Reference; customer=A/C|Account|Account Reference|A/C Ref; issuedOn=Date; dueOn=Due Date|Due On;
    rest=Outstanding|O/S Amount; document=Type
Sage OPEN_INVOICES
  Type; Account Reference; Reference; Outstanding
  number=Ref|Reference; customer=A/C|Account|Account Reference|A/C Ref; issuedOn=Date; dueOn=Due Date|Due On;
    rest=Outstanding|O/S Amount; document=Type
Sage OPEN_INVOICES
  Customer Name; Invoice Number; Outstanding
  number=Invoice Number; customer=Customer Name; issuedOn=Invoice Date|Date; dueOn=Due Date; rest=Outstanding; document=Type
`
const files = approved
  .trim()
  .split(/\n(?=\S)/)
  .map((block) => {
    const [name = '', marks = '', ...columns] = block.split(/\n {2}(?! )/)
    const fields = columns
      .join(' ')
      .replace(/\s+/g, ' ')
      .split('; ')
      .map((one) => one.split('=') as [string, string])
      .map(([field, heads]) => [field, heads.split('|')] as const)
    return [name, marks.split('; '), fields] as const
  })

describe('a file of a well-known program', () => {
  it.each(files)('%s is known by its heads, and each head is its field', (name, marks, fields) => {
    const [program, kind] = name.split(' ')
    const versions = Math.max(...fields.map(([, heads]) => heads.length))
    for (let version = 0; version < versions; version++) {
      const own = fields.map(([field, heads]) => [field, heads[Math.min(version, heads.length - 1)] as string] as const)
      const heads = ['Nothing', ...marks, ...own.map(([, head]) => head)].map(plainHead)
      const found = recognised(heads)
      expect(found).toMatchObject({ program, kind })
      for (const [field, names] of fields) {
        const first = names.map((name) => heads.indexOf(plainHead(name))).find((at) => at >= 0)
        expect([field, found.mapping[field]]).toEqual([field, first])
      }
    }
  })

  it.each(files)('%s is not known without one of them', (name, marks) => {
    for (const left of marks) {
      const { program, kind } = recognised(marks.filter((mark) => mark !== left))
      expect(`${program} ${kind}`).not.toBe(name)
    }
  })

  it.each([
    [
      'CUSTOMERS',
      'A/C,Name,Address Line 1,Address Line 2,Town,County,Postcode,Country,Contact Name,Telephone,Email,Credit Limit,VAT Reg No',
    ],
    ['CUSTOMERS', 'A/C,Name,Balance,Credit Limit,Contact,Telephone'],
    [
      'PRODUCTS',
      'Stock Code,Description,Tax Code,Sales Price,Last Cost Price (Standard),Unit of Sale,Location,Bar Code',
    ],
    ['OPEN_INVOICES', 'No,Type,A/C,Date,Ref,Details,Amount,Outstanding'],
  ])('of %s is one of Sage as it is headed: %s', (kind, heads) => {
    const found = recognised(heads.split(','))
    expect(found).toMatchObject({ program: 'Sage', kind })
    expect(missingFields(kind as KindName, found.mapping)).toEqual([])
  })

  it('is another file when its heads are those of nobody', () => {
    expect(recognised(['Colour', 'Shape'])).toEqual({ kind: null, program: null, mapping: {} })
  })
})
