/** The pages of the settings, with their names in tabs and finder. */
export const settingsPages = [
  ['', 'Organisation'],
  ['/team', 'Team'],
  ['/taxes', 'Taxes'],
  ['/terms', 'Payment terms'],
  ['/customer-groups', 'Customer groups'],
  ['/discount-reasons', 'Discount reasons'],
  ['/charges', 'Charges'],
  ['/carriers', 'Carriers'],
  ['/warehouses', 'Warehouses'],
  ['/numbers', 'Numbers'],
  ['/moving', 'Moving in and out'],
  ['/keys', 'API keys'],
  ['/background', 'Background work'],
  ['/account', 'Your account'],
] as const
