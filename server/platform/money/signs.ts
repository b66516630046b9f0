/** Signs and words that each name one currency, in capitals. */
export const signWords: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₺': 'TRY',
  '₽': 'RUB',
  '₩': 'KRW',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₦': 'NGN',
  '₱': 'PHP',
  '₴': 'UAH',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  'FR.': 'CHF',
  SFR: 'CHF',
  LEI: 'RON',
  ЛВ: 'BGN',
}

/** Signs that several currencies share, and all that each may mean; in capitals. */
export const sharedSigns: Record<string, string> = {
  $: 'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BRL BSD BBD BMD BZD BND DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD CVE',
  '¥': 'JPY CNY',
  '￥': 'JPY CNY',
  KR: 'DKK NOK SEK ISK',
  'KR.': 'DKK NOK SEK ISK',
  R: 'ZAR',
  RS: 'INR PKR LKR NPR MUR SCR',
  'RS.': 'INR PKR LKR NPR MUR SCR',
  FR: 'CHF XOF XAF XPF BIF DJF GNF KMF RWF',
  L: 'ALL HNL MDL RON SZL LSL',
}

/** Whether a sign, in capitals, is one of other currencies only: `$` is no sign of the euro. */
export const meansOther = (sign: string, currency: string): boolean => !sharedSigns[sign]?.split(' ').includes(currency)
