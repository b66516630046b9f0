import { Checkbox } from './ui/checkbox'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

interface WeekdayBoxesProps {
  /** Weekdays that are ticked, Monday is 1. */
  days: readonly number[]
  onChange: (days: number[]) => void
}

/** The days of a week to tick. */
export function WeekdayBoxes({ days, onChange }: WeekdayBoxesProps) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {weekdays.map((label, index) => {
        const day = index + 1
        const toggle = (on: boolean) => onChange(on ? [...days, day].sort() : days.filter((one) => one !== day))
        return (
          <Checkbox
            key={label}
            label={label}
            checked={days.includes(day)}
            onChange={(event) => toggle(event.target.checked)}
          />
        )
      })}
    </span>
  )
}
