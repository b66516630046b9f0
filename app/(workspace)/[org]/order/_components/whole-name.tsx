import type { DraftLine } from './line-draft'

/** So many letters of a name can be read in the box beside the other columns. */
const nameShown = 26

/** A name that is cut in the box of its product stands whole below it; on a phone the box has the whole row. */
export const WholeName = ({ product }: Pick<DraftLine, 'product'>) =>
  product && product.label.length > nameShown ? (
    <span aria-hidden="true" className="mt-0.5 block text-ink-3 text-xs leading-tight max-sm:hidden">
      {product.label}
    </span>
  ) : null
