import { currency, type Field } from './field'

/** What a file may say of products. */
export const products: readonly Field[] = [
  {
    key: 'sku',
    label: 'SKU',
    heads:
      'sku|variant sku|item code|itemcode|article number|artikelnummer|product code|internal reference|item number|product sku|part number|code|artnr|reference|reference article|code article|artikelnr|artikelcode|referentie|referencia|codigo',
    required: true,
  },
  {
    key: 'name',
    label: 'Name',
    heads:
      'name|title|product name|item name|itemname|bezeichnung|product service name|description|designation|libelle|nom|nom du produit|omschrijving|naam|productnaam|descripcion|nombre|articulo',
    required: true,
  },
  {
    key: 'gtin',
    label: 'Barcode (GTIN)',
    heads:
      'barcode|gtin|ean|variant barcode|upc|gtin upc ean or isbn|isbn|code barres|code barre|code a barres|streepjescode|codigo de barras',
  },
  { key: 'kind', label: 'Goods, service, freight or returnable', heads: 'kind|type|product type|item type' },
  {
    key: 'unitPrice',
    label: 'Price',
    heads:
      'price|sales price|variant price|regular price|unit price|rate|selling price|salesunitprice|sales price rate|preis|verkaufspreis|prix|prezzo|list price|prix ht|prix de vente|prix de vente ht|prix unitaire|prix unitaire ht|tarif ht|prijs|verkoopprijs|precio|precio de venta|precio unitario',
    required: true,
    reads: 'number',
    money: true,
  },
  currency,
  {
    key: 'priceQuantity',
    label: 'Price is for so many units',
    heads: 'price quantity|per|price unit',
    reads: 'number',
  },
  {
    key: 'cost',
    label: 'Cost of a unit',
    heads:
      'cost|unit cost|cost per item|cost price|purchase price|purchase cost|purchase rate|standard price|standard cost|average cost|last cost price standard|einkaufspreis|einstandspreis|prix d achat|prix d achat ht|inkoopprijs|precio de compra|coste',
    reads: 'number',
    money: true,
  },
  { key: 'state', label: 'In use or archived', heads: 'status|state|active|in use' },
  {
    key: 'floorPrice',
    label: 'Floor price',
    heads: 'floor price|minimum price|lowest price',
    reads: 'number',
    money: true,
  },
  {
    key: 'weightGrams',
    label: 'Weight in grams',
    heads: 'weight g|weight in grams|variant grams|weight grams|gewicht g|poids g|peso g',
    reads: 'number',
  },
  {
    key: 'weightKilograms',
    label: 'Weight in kilograms',
    heads: 'weight kg|weight|gewicht kg|gewicht|poids kg|poids|peso kg|peso',
    reads: 'number',
  },
  {
    key: 'unit',
    label: 'Unit',
    heads: 'unit|unit of measure|uom|einheit|usage unit|unite|eenheid|unidad',
  },
  { key: 'places', label: 'Decimal places of quantities', heads: 'places|decimal places', reads: 'number' },
  {
    key: 'tax',
    label: 'Tax (name or rate)',
    heads:
      'tax|tax rate|tax name|vat rate|tax category|tax class|mwst|steuersatz|tva|taux tva|taux de tva|btw|btw tarief|iva|tipo de iva',
  },
  {
    key: 'category',
    label: 'Category',
    heads:
      'category|product category|product group|warengruppe|kategorie|categorie|famille|categorie produit|productgroep|categoria|familia',
  },
  {
    key: 'description',
    label: 'Description below the name',
    // Behind the name in the last word, because programs without both call the name so.
    heads:
      'long description|longer description|full description|product description|sales description|detailed description|langtext|langbeschreibung|produktbeschreibung|beschreibung|description',
  },
  {
    key: 'lengthMm',
    label: 'Length in millimetres',
    heads: 'length mm|length in mm|laenge mm|lange mm',
    reads: 'number',
  },
  { key: 'widthMm', label: 'Width in millimetres', heads: 'width mm|width in mm|breite mm', reads: 'number' },
  {
    key: 'heightMm',
    label: 'Height in millimetres',
    heads: 'height mm|height in mm|hoehe mm|hohe mm',
    reads: 'number',
  },
  {
    key: 'originCountry',
    label: 'Country of origin',
    heads:
      'country of origin|origin|origin country|made in|ursprungsland|herkunftsland|pays d origine|land van herkomst|pais de origen',
  },
  {
    key: 'tariffCode',
    label: 'Tariff code',
    heads:
      'tariff code|hs code|commodity code|customs tariff number|tariff number|zolltarifnummer|warennummer|code douanier|goederencode',
  },
  {
    key: 'successor',
    label: 'Successor (SKU)',
    heads: 'successor|replaced by|superseded by|replacement sku|nachfolger',
  },
  {
    key: 'minQuantity',
    label: 'Least quantity of an order',
    heads: 'minimum order quantity|moq|min order qty|minimum quantity|mindestmenge|mindestbestellmenge',
    reads: 'number',
  },
  {
    key: 'multiple',
    label: 'Sold in multiples of',
    heads: 'order multiple|multiple|lot size|verpackungseinheit|losgroesse',
    reads: 'number',
  },
  {
    key: 'refusesShort',
    label: 'Refused when it cannot be promised',
    heads: 'refuses short|no backorders|deny backorders',
  },
  {
    key: 'tracking',
    label: 'Kept by lot or serial number',
    heads: 'tracking|lot tracking|tracked by|traceability|chargenpflicht',
  },
  {
    key: 'innerQuantity',
    label: 'Inner pack quantity',
    heads: 'inner quantity|inner pack|units per inner',
    reads: 'number',
  },
  { key: 'innerGtin', label: 'Inner pack barcode', heads: 'inner barcode|inner gtin|inner ean' },
  {
    key: 'caseQuantity',
    label: 'Case quantity',
    heads: 'case quantity|case size|case pack|units per case|pack size|kartonmenge',
    reads: 'number',
  },
  { key: 'caseGtin', label: 'Case barcode', heads: 'case barcode|case gtin|case ean|itf 14' },
  {
    key: 'palletQuantity',
    label: 'Pallet quantity',
    heads: 'pallet quantity|units per pallet|palettenmenge',
    reads: 'number',
  },
  { key: 'palletGtin', label: 'Pallet barcode', heads: 'pallet barcode|pallet gtin|pallet ean' },
  {
    key: 'returnables',
    label: 'Returnable packaging',
    heads: 'returnable packaging|returnables|deposits|pfand|leergut|pfandartikel',
  },
  { key: 'otherPacks', label: 'Other packs', heads: 'other packs|packs|packagings' },
]
