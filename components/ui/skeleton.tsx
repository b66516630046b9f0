import { cn } from './cn'

/** Holds the place of something that is loading; give it the height of what will come. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={cn('breathe block h-4 rounded-sm bg-sunken', className)} />
)
