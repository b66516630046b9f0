import type { Field } from './field'

const customerHeads =
  'customer number|customer no|customer code|customer|customer name|account number|kundennummer|kundennr|kunde|partner|related company|parent company|parent id|parent name|parent|company|company name'

/** What a file may say of further addresses of customers. */
export const addresses: readonly Field[] = [
  { key: 'customer', label: 'Customer (number or name)', heads: customerHeads, required: true },
  {
    key: 'label',
    label: 'What the address is called',
    heads: 'address name|label|address label|site|site name|branch|standort|filiale|address type',
  },
  { key: 'name', label: 'Name at the address', heads: 'ship to name|delivery name|recipient|empfanger|name' },
  {
    key: 'line',
    label: 'Street',
    heads: 'street|address|address line 1|address 1|delivery address|ship to street|strasse|adresse|rue',
    required: true,
  },
  { key: 'extra', label: 'Second line', heads: 'address line 2|address 2|street 2|street2' },
  { key: 'postcode', label: 'Postcode', heads: 'postcode|zip|postal code|zip code|plz|code postal|cap' },
  { key: 'city', label: 'Town', heads: 'city|town|ort|stadt|ville|citta|ciudad', required: true },
  { key: 'region', label: 'Region', heads: 'region|state|province|county' },
  { key: 'country', label: 'Country', heads: 'country|country code|land|pays|paese|pais' },
  { key: 'contact', label: 'Contact at the address', heads: 'contact|contact person|ansprechpartner' },
  { key: 'phone', label: 'Telephone', heads: 'phone|telephone|phone number|telefon|tel' },
  { key: 'openingHours', label: 'Opening hours', heads: 'opening hours|hours|offnungszeiten|oeffnungszeiten' },
  { key: 'deliveryDays', label: 'Delivery days', heads: 'delivery days|weekdays|liefertage|days' },
  { key: 'packerNote', label: 'For the packer', heads: 'packing instructions|packer note|packing note' },
  { key: 'driverNote', label: 'For the driver', heads: 'delivery instructions|driver note|delivery note' },
  { key: 'isBillTo', label: 'Invoices go there', heads: 'bill to|is bill to|invoice address|rechnungsadresse' },
  { key: 'isShipTo', label: 'Goods go there', heads: 'ship to|is ship to|default delivery address|lieferadresse' },
]

/** What a file may say of people at customers. */
export const contacts: readonly Field[] = [
  { key: 'customer', label: 'Customer (number or name)', heads: customerHeads, required: true },
  {
    key: 'contactName',
    label: 'Name of the contact',
    heads: 'contact|contact name|contact person|person|full name|ansprechpartner|name',
    required: true,
  },
  { key: 'firstName', label: 'First name', heads: 'first name|firstname|given name|vorname' },
  { key: 'lastName', label: 'Last name', heads: 'last name|lastname|surname|family name|nachname' },
  { key: 'contactEmail', label: 'E-mail', heads: 'email|e mail|email address|contact email|mail' },
  { key: 'contactPhone', label: 'Telephone', heads: 'phone|telephone|mobile|mobile phone|phone number|telefon|tel' },
  { key: 'contactLanguage', label: 'Language', heads: 'language|sprache|langue' },
  {
    key: 'contactPurposes',
    label: 'Written to about',
    heads: 'purposes|purpose|contact purposes|written to about|role|funktion',
  },
]
