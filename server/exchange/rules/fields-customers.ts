import { currency, type Field } from './field'

/** What a file may say of customers. */
export const customers: readonly Field[] = [
  {
    key: 'number',
    label: 'Customer number',
    heads:
      'customer number|customer no|customer code|account number|kundennummer|kundennr|kunden nr|debitor|debitorennummer|code client|account reference|a c|number|nr|numero client|n client|no client|numero de client|numero|klantnummer|klantnr|numero de cliente|codigo de cliente|codigo cliente',
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
      'name|customer name|company name|company|contact name|customer|firma|firmenname|nom|naam|ragione sociale|nombre|display name|full name|raison sociale|nom du client|societe|bedrijfsnaam|klantnaam|razon social|empresa',
    required: true,
  },
  {
    key: 'partOf',
    label: 'Belongs to the customer',
    heads: 'related company|parent company|parent id|parent name|belongs to',
  },
  { key: 'firstName', label: 'First name', heads: 'first name|firstname|given name|vorname|prenom|voornaam' },
  {
    key: 'lastName',
    label: 'Last name',
    heads: 'last name|lastname|surname|family name|nachname|nom de famille|achternaam|apellidos|apellido',
  },
  {
    key: 'email',
    label: 'E-mail',
    heads:
      'email|e mail|email address|emailaddress|main email|emailid|mail|courriel|adresse e mail|e mailadres|correo electronico|correo',
  },
  {
    key: 'phone',
    label: 'Telephone',
    heads:
      'phone|telephone|phone number|telefon|main phone|phone numbers|tel|telefoon|telefoonnummer|telefono|numero de telephone',
  },
  {
    key: 'taxNumber',
    label: 'Tax number',
    heads:
      'tax number|vat number|vat|tax id|vat reg number|tax identification number|ust idnr|ust id|umsatzsteuer id|tva|btw nummer|gst identification number gstin|n tva|no tva|numero tva|numero de tva|tva intracommunautaire|n tva intracommunautaire|btw nr|nif|cif|numero de iva|nif cif',
  },
  {
    key: 'registrationNumber',
    label: 'Registration number',
    heads:
      'registration number|company registration number|company number|siret|siren|handelsregister|organisation number|org number',
  },
  {
    key: 'taxTreatment',
    label: 'Tax treatment',
    heads: 'tax treatment|vat treatment|tax status|steuerbehandlung|regime de tva',
  },
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
      'street|address|street address|billing address|address line 1|address 1|billing street|billing address 1|bill to street|strasse|adresse|rue|adres|straat|direccion|calle',
  },
  {
    key: 'billExtra',
    label: 'Second line',
    heads: 'address line 2|address 2|billing address 2|street 2|street2|billing street 2|complement d adresse',
  },
  {
    key: 'billPostcode',
    label: 'Postcode',
    heads:
      'postcode|zip|postal code|zip code|billing zip|billing postcode|billing postal code|billing code|plz|code postal|cap|npa|cp|codigo postal',
  },
  {
    key: 'billCity',
    label: 'Town',
    heads: 'city|town|billing city|ort|stadt|ville|citta|ciudad|localite|plaats|woonplaats|poblacion|localidad',
  },
  {
    key: 'billRegion',
    label: 'Region',
    heads: 'region|state|province|county|billing state|billing region|province code|canton|provincie|provincia',
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
  { key: 'contactLanguage', label: 'Contact: language', heads: 'contact language' },
  {
    key: 'terms',
    label: 'Payment terms',
    heads:
      'payment terms|terms|zahlungsbedingungen|zahlungsziel|zahlungsbedingung|customer payment terms|due days|conditions de paiement|delai de paiement|betalingsvoorwaarden|betaaltermijn|condiciones de pago|forma de pago',
  },
  {
    key: 'limit',
    label: 'Credit limit',
    heads: 'credit limit|kreditlimit|limit|limite de credit|plafond de credit|kredietlimiet|limite de credito',
    reads: 'amount',
    money: true,
  },
  currency,
  {
    key: 'group',
    label: 'Group',
    heads: 'group|customer group|kundengruppe|customer type|category|groupe de clients|klantgroep|grupo de clientes',
  },
  { key: 'tags', label: 'Tags', heads: 'tags|labels|stichworte' },
  { key: 'owner', label: 'Account owner', heads: 'account owner|owner|salesperson|sales person' },
  { key: 'payer', label: 'Payer (customer number)', heads: 'payer|bill to customer|parent customer' },
  { key: 'language', label: 'Language', heads: 'language|sprache|langue|taal|idioma' },
  { key: 'referenceRequired', label: 'Their order number is needed', heads: 'reference required|po required' },
  { key: 'deliveryRule', label: 'If something is short', heads: 'delivery rule|shipping policy|liefervorschrift' },
  { key: 'service', label: 'Carrier service', heads: 'carrier service|delivery method|versandart' },
  {
    key: 'note',
    label: 'Note',
    heads: 'note|notes|remark|bemerkung|comments|remarque|remarques|opmerking|opmerkingen|observaciones|notas',
  },
]
