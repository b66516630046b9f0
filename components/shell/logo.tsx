import { stages } from '@/components/order/stages'
import { cn } from '@/components/ui/cn'

export const Logo = ({ large, className }: { large?: boolean; className?: string }) => (
  <span
    aria-hidden="true"
    className={cn(
      'inline-grid shrink-0',
      large ? 'grid-cols-[repeat(4,7px)] gap-[3px]' : 'grid-cols-[repeat(4,4px)] gap-0.5',
      className,
    )}
  >
    {stages.map((stage) => (
      <i
        key={stage.key}
        data-stage={stage.key}
        className={cn('rounded-[1px] bg-(--c)', large ? 'h-[15px] w-[7px]' : 'h-[9px] w-1')}
      />
    ))}
  </span>
)
