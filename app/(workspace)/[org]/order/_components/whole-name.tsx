import { cn } from '@/components/ui/cn'
import type { DraftLine } from './line-draft'

/** So many letters of a name can be read in the box of its product; fewer where the table is narrow. */
const shown = { wide: 26, narrow: 12 }

/** A name that is cut in the box of its product stands whole below it. */
export const WholeName = ({ product }: Pick<DraftLine, 'product'>) =>
  product && product.label.length > shown.narrow ? (
    <span
      aria-hidden="true"
      className={cn(
        'mt-0.5 block text-ink-3 text-xs leading-tight',
        product.label.length <= shown.wide && 'stacked:hidden @min-[50rem]/table:hidden',
      )}
    >
      {product.label}
    </span>
  ) : null
