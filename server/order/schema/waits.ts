/** What an order can wait for. */
export const orderWaits = [
  'CUSTOMER',
  'TAX',
  'ADDRESS',
  'CREDIT_DECISION',
  'CREDIT_HOLD',
  'PAYMENT',
  'STOCK',
  'PICKING',
  'PACKING',
  'DISPATCH',
  'INVOICE',
  'DUE',
  'OVERDUE',
] as const
