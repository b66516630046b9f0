export const kindWords = { GOODS: 'Goods', SERVICE: 'Service', FREIGHT: 'Freight' } as const
