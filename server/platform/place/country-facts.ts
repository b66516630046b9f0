/** What businesses in a country usually have; `country.ts` fills in what is left out. */
export interface CountryFacts {
  locale: string
  /** Time zones; the zone of most businesses comes first. */
  zones?: string[]
  /** The name of the tax on local invoices. */
  tax: string
  /** Label of the number by which a business is registered for the tax. */
  numberLabel: string
  /** The form of the number in capitals, without blanks, dots and hyphens. */
  numberFormat?: RegExp
  /** The standard rate, then the reduced ones, in percent. */
  rates: string[]
  /** Names of the rates where "standard" and "reduced" say too little. */
  rateNames?: string[]
  eu?: true
}

const vat = (locale: string, tax: string, numberLabel: string, numberFormat: RegExp, rates: string): CountryFacts => ({
  locale,
  tax,
  numberLabel,
  numberFormat,
  rates: rates.split(' '),
})
const eu = (...facts: Parameters<typeof vat>): CountryFacts => ({ ...vat(...facts), eu: true })

/**
 * Tax rates and number formats as they are generally known for 2026. Nobody has compared each of them with an official
 * source: the standard rates of the European Union are well known and were read through, reduced rates change more
 * often, and the formats check the shape of a number and not its check digits. A test compares zones, currencies and
 * languages with those of the runtime. Rates are those of the mainland: no Canary Islands, Corsica, Madeira, Azores.
 * They are proposals for a new organisation, which the owner must check; nothing reads them afterwards.
 */
export const COUNTRY_FACTS: Record<string, CountryFacts> = {
  AT: eu('de-AT', 'USt', 'UID-Nummer', /^ATU\d{8}$/, '20 13 10'),
  BE: eu('nl-BE', 'btw/TVA', 'Btw-nummer', /^BE[01]\d{9}$/, '21 12 6'),
  BG: eu('bg-BG', 'ДДС', 'VAT number', /^BG\d{9,10}$/, '20 9'),
  CY: eu('el-CY', 'ΦΠΑ', 'VAT number', /^CY\d{8}[A-Z]$/, '19 9 5 3'),
  CZ: eu('cs-CZ', 'DPH', 'DIČ', /^CZ\d{8,10}$/, '21 12'),
  DE: eu('de-DE', 'USt', 'USt-IdNr.', /^DE\d{9}$/, '19 7'),
  DK: eu('da-DK', 'moms', 'CVR-nr.', /^DK\d{8}$/, '25'),
  EE: eu('et-EE', 'km', 'KMKR number', /^EE\d{9}$/, '24 13 9'),
  ES: { ...eu('es-ES', 'IVA', 'NIF', /^ES[A-Z0-9]\d{7}[A-Z0-9]$/, '21 10 4'), zones: ['Europe/Madrid'] },
  FI: eu('fi-FI', 'ALV', 'ALV-numero', /^FI\d{8}$/, '25.5 13.5 10'),
  FR: eu('fr-FR', 'TVA', 'N° TVA', /^FR[A-HJ-NP-Z0-9]{2}\d{9}$/, '20 10 5.5 2.1'),
  GR: eu('el-GR', 'ΦΠΑ', 'VAT number', /^EL\d{9}$/, '24 13 6'),
  HR: eu('hr-HR', 'PDV', 'OIB', /^HR\d{11}$/, '25 13 5'),
  HU: eu('hu-HU', 'ÁFA', 'Adószám', /^HU\d{8}$/, '27 18 5'),
  IE: eu('en-IE', 'VAT', 'VAT number', /^IE(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/, '23 13.5 9'),
  IT: eu('it-IT', 'IVA', 'Partita IVA', /^IT\d{11}$/, '22 10 5 4'),
  LT: eu('lt-LT', 'PVM', 'PVM kodas', /^LT(\d{9}|\d{12})$/, '21 12 5'),
  LU: eu('fr-LU', 'TVA', 'N° TVA', /^LU\d{8}$/, '17 14 8 3'),
  LV: eu('lv-LV', 'PVN', 'PVN numurs', /^LV\d{11}$/, '21 12 5'),
  MT: eu('en-MT', 'VAT', 'VAT number', /^MT\d{8}$/, '18 12 7 5'),
  NL: eu('nl-NL', 'btw', 'Btw-id', /^NL\d{9}B\d{2}$/, '21 9'),
  PL: eu('pl-PL', 'VAT', 'NIP', /^PL\d{10}$/, '23 8 5'),
  PT: {
    ...eu('pt-PT', 'IVA', 'NIF', /^PT\d{9}$/, '23 13 6'),
    zones: ['Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores'],
  },
  RO: eu('ro-RO', 'TVA', 'CIF', /^RO\d{2,10}$/, '21 11'),
  SE: eu('sv-SE', 'moms', 'Momsreg.nr', /^SE\d{10}01$/, '25 12 6'),
  SI: eu('sl-SI', 'DDV', 'ID za DDV', /^SI\d{8}$/, '22 9.5 5'),
  SK: eu('sk-SK', 'DPH', 'IČ DPH', /^SK\d{10}$/, '23 19 5'),
  GB: vat('en-GB', 'VAT', 'VAT number', /^(GB|XI)(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, '20 5'),
  CH: vat('de-CH', 'MWST', 'UID', /^CHE\d{9}(MWST|TVA|IVA)?$/, '8.1 3.8 2.6'),
  LI: vat('de-LI', 'MWST', 'MWST-Nr.', /^(CHE\d{9}(MWST)?|\d{5})$/, '8.1 3.8 2.6'),
  NO: vat('nb-NO', 'MVA', 'Org.nr.', /^(NO)?\d{9}(MVA)?$/, '25 15 12'),
  IS: vat('is-IS', 'VSK', 'VSK-númer', /^(IS)?\d{5,6}$/, '24 11'),
  US: {
    ...vat('en-US', 'Sales tax', 'EIN', /^\d{9}$/, '0'),
    zones: [
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Phoenix',
      'America/Los_Angeles',
      'America/Anchorage',
      'Pacific/Honolulu',
    ],
    rateNames: ['Sales tax: enter the rate of your state'],
  },
  CA: {
    ...vat('en-CA', 'GST/HST', 'GST/HST number', /^\d{9}(RT\d{4})?$/, '5 13 14 15'),
    zones: [
      'America/Toronto',
      'America/Winnipeg',
      'America/Regina',
      'America/Edmonton',
      'America/Vancouver',
      'America/Halifax',
      'America/St_Johns',
    ],
    rateNames: ['GST', 'HST Ontario', 'HST Nova Scotia', 'HST New Brunswick, Newfoundland, Prince Edward Island'],
  },
  AU: {
    ...vat('en-AU', 'GST', 'ABN', /^\d{11}$/, '10'),
    zones: [
      'Australia/Sydney',
      'Australia/Melbourne',
      'Australia/Brisbane',
      'Australia/Adelaide',
      'Australia/Perth',
      'Australia/Hobart',
      'Australia/Darwin',
    ],
  },
  NZ: { ...vat('en-NZ', 'GST', 'GST number', /^\d{8,9}$/, '15'), zones: ['Pacific/Auckland', 'Pacific/Chatham'] },
  JP: vat('ja-JP', '消費税', '登録番号', /^T\d{13}$/, '10 8'),
  SG: vat('en-SG', 'GST', 'GST registration number', /^[A-Z0-9]{9,10}$/, '9'),
  ZA: vat('en-ZA', 'VAT', 'VAT number', /^4\d{9}$/, '15'),
  IN: {
    ...vat('en-IN', 'GST', 'GSTIN', /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]$/, '18 5 40'),
    zones: ['Asia/Kolkata'],
    rateNames: ['Standard rate', 'Merit rate', 'Special rate'],
  },
}

/** Currencies (ISO 4217) that several countries (ISO 3166-1) share. */
const SHARED_CURRENCIES: Record<string, string> = {
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT',
  USD: 'AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI',
  GBP: 'GB GG GS IM JE',
  AUD: 'AU CC CX HM KI NF NR TV',
  NZD: 'CK NU NZ PN TK',
  NOK: 'BV NO SJ',
  DKK: 'DK FO GL',
  CHF: 'CH LI',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XAF: 'CF CG CM GA GQ TD',
  XCD: 'AG AI DM GD KN LC MS VC',
  XPF: 'NC PF WF',
  XCG: 'CW SX',
  MAD: 'EH MA',
  ILS: 'IL PS',
  SHP: 'AC SH',
}

/** Country:currency for countries with their own currency. */
const OWN_CURRENCIES = `
  AE:AED AF:AFN AL:ALL AM:AMD AO:AOA AR:ARS AW:AWG AZ:AZN BA:BAM BB:BBD BD:BDT BH:BHD BI:BIF BM:BMD BN:BND BO:BOB
  BR:BRL BS:BSD BT:BTN BW:BWP BY:BYN BZ:BZD CA:CAD CD:CDF CL:CLP CN:CNY CO:COP CR:CRC CU:CUP CV:CVE CZ:CZK DJ:DJF
  DO:DOP DZ:DZD EG:EGP ER:ERN ET:ETB FJ:FJD FK:FKP GE:GEL GH:GHS GI:GIP GM:GMD GN:GNF GT:GTQ GY:GYD HK:HKD HN:HNL
  HT:HTG HU:HUF ID:IDR IN:INR IQ:IQD IR:IRR IS:ISK JM:JMD JO:JOD JP:JPY KE:KES KG:KGS KH:KHR KM:KMF KP:KPW KR:KRW
  KW:KWD KY:KYD KZ:KZT LA:LAK LB:LBP LK:LKR LR:LRD LS:LSL LY:LYD MD:MDL MG:MGA MK:MKD MM:MMK MN:MNT MO:MOP MR:MRU
  MU:MUR MV:MVR MW:MWK MX:MXN MY:MYR MZ:MZN NA:NAD NG:NGN NI:NIO NP:NPR OM:OMR PA:PAB PE:PEN PG:PGK PH:PHP PK:PKR
  PL:PLN PY:PYG QA:QAR RO:RON RS:RSD RU:RUB RW:RWF SA:SAR SB:SBD SC:SCR SD:SDG SE:SEK SG:SGD SL:SLE SO:SOS SR:SRD
  SS:SSP ST:STN SY:SYP SZ:SZL TH:THB TJ:TJS TM:TMT TN:TND TO:TOP TR:TRY TT:TTD TW:TWD TZ:TZS UA:UAH UG:UGX UY:UYU
  UZ:UZS VE:VES VN:VND VU:VUV WS:WST YE:YER ZA:ZAR ZM:ZMW ZW:ZWG
`

/** The currency (ISO 4217) of every country (ISO 3166-1 alpha-2). */
export const CURRENCY_OF_COUNTRY: ReadonlyMap<string, string> = new Map([
  ...Object.entries(SHARED_CURRENCIES).flatMap(([currency, codes]) =>
    codes.split(' ').map((code) => [code, currency] as const),
  ),
  ...[...OWN_CURRENCIES.matchAll(/(\w{2}):(\w{3})/g)].map((match) => [match[1]!, match[2]!] as const),
])
