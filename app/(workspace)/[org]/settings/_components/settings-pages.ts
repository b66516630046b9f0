/** The pages of the settings, as their tabs and the finder call them. */
export const settingsPages = [
  ['', 'Organisation'],
  ['/team', 'Team'],
  ['/taxes', 'Taxes'],
  ['/terms', 'Payment terms'],
  ['/customer-groups', 'Customer groups'],
  ['/carriers', 'Carriers'],
  ['/warehouses', 'Warehouses'],
  ['/numbers', 'Numbers'],
  ['/keys', 'API keys'],
  ['/background', 'Background work'],
  ['/account', 'Your account'],
] as const
