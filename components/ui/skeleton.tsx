import { cn } from './cn'

/** Reserves the space of something that is loading; give it the height of the content. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={cn('breathe block h-4 rounded-sm bg-sunken', className)} />
)
