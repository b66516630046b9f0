export const PAGE_SIZES = ['A4', 'LETTER'] as const
export type PageSize = (typeof PAGE_SIZES)[number]
/** 100 × 150 mm, 105 × 148 mm, 4 × 6 inches. */
export const LABEL_SIZES = ['100X150', 'A6', '4X6'] as const
export type LabelSize = (typeof LABEL_SIZES)[number]

/** Countries in which Letter is the usual paper (CLDR); all others use A4. */
const LETTER = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

interface Chosen {
  country: string
  paperSize: PageSize | null
  labelSize: LabelSize | null
}

/** The paper size that an organisation chose, otherwise the usual one of its country. */
export const pageSizeOf = ({ paperSize, country }: Pick<Chosen, 'paperSize' | 'country'>): PageSize =>
  paperSize ?? (LETTER.has(country) ? 'LETTER' : 'A4')

export const labelSizeOf = ({ labelSize, country }: Pick<Chosen, 'labelSize' | 'country'>): LabelSize =>
  labelSize ?? (LETTER.has(country) ? '4X6' : '100X150')
