import { Card } from '@/components/ui/card'
import { permissions, type Role, roles } from '@/server/platform/context/permissions'

const held = (role: Role) =>
  Object.values(permissions)
    .filter((row) => (row.roles as readonly Role[]).includes(role))
    .map((row) => row.sentence)

/** What each role may do, from the table that decides it. */
export function RoleGuide() {
  return (
    <Card title="What each role may do">
      {roles.map((role) => (
        <details key={role} className="border-b py-1.5 last:border-b-0">
          <summary className="cursor-pointer font-medium">
            {role} <span className="font-normal text-ink-3">{held(role).length} permissions</span>
          </summary>
          <ul className="mt-1 columns-2 gap-8 text-ink-2 max-sm:columns-1">
            {held(role).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      ))}
    </Card>
  )
}
