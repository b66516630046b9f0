/** The pages of the settings, with their names in the finder, and those in the row of tabs, which has to be one line. */
export const settingsPages = [
  ['', 'Organisation', 'Organisation'],
  ['/team', 'Team', 'Team'],
  ['/taxes', 'Taxes', 'Taxes'],
  ['/terms', 'Payment terms', 'Terms'],
  ['/customer-groups', 'Customer groups', 'Groups'],
  ['/discount-reasons', 'Discount reasons', 'Discounts'],
  ['/charges', 'Charges', 'Charges'],
  ['/carriers', 'Carriers', 'Carriers'],
  ['/warehouses', 'Warehouses', 'Warehouses'],
  ['/numbers', 'Numbers', 'Numbers'],
  ['/moving', 'Moving in and out', 'Moving'],
  ['/keys', 'API keys', 'API keys'],
  ['/background', 'Background work', 'Background'],
  ['/account', 'Your account', 'Account'],
] as const
