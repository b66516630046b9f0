import { Checkbox } from '@/components/ui/checkbox'
import { type Role, roles } from '@/server/platform/context/permissions'
import { roleWords } from '@/server/platform/organisation/words/en'

/** The roles that are ticked. */
export const rolesOf = (fields: Record<string, string>): Role[] => roles.filter((role) => `role-${role}` in fields)

export function RoleBoxes({ held = [], error }: { held?: readonly Role[]; error?: string }) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-ink-2">Roles</legend>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {roles.map((role) => (
          <Checkbox
            key={role}
            name={`role-${role}`}
            label={role}
            hint={roleWords[role]}
            defaultChecked={held.includes(role)}
          />
        ))}
      </div>
      {error && <p className="text-bad text-xs">{error}</p>}
    </fieldset>
  )
}
