import { accountMailsWaiting } from '@/server/platform/auth/mails'
import { mintCtx, organisationOf } from '@/server/platform/context/ctx'
import { closeConnections } from '@/server/platform/database/db'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { failingSchedules } from '@/server/platform/jobs/operations'
import { checkOrganisation, ruleCount } from '@/server/simulation/check/check'

const organisations = await lookUp(
  sql<{
    organisation: Record<string, unknown>
  }>`SELECT f.organisation FROM due_organisations('check', ${new Date()}) d, organisation_facts(d.organisation_id) f`,
)
let broken = 0
for (const { organisation } of organisations) {
  const facts = organisationOf(organisation)
  const violations = await checkOrganisation(
    mintCtx({ organisation: facts, actor: { kind: 'SYSTEM', id: null }, permissions: 'ALL' }),
  )
  for (const { rule, what, subject } of violations) console.log(`${facts.slug}: rule ${rule}: ${what}: ${subject}`)
  broken += violations.length
}
// A failing schedule concerns the installation and no organisation, so no page shows it. No stored value is wrong, so
// it breaks no rule.
for (const { functionId, failures, lastFailedAt, message } of await failingSchedules())
  console.log(
    `note: the schedule ${functionId} failed ${failures} times, last at ${lastFailedAt}, not done since: ${message}`,
  )
const mails = await accountMailsWaiting()
if (mails.givenUp > 0n)
  console.log(`note: mails about accounts given up within 30 days: ${mails.givenUp}; worker.log says why`)
if (mails.oldestSeconds > 900n)
  console.log(
    `note: mails about accounts that wait: ${mails.waiting}, the oldest for ${mails.oldestSeconds / 60n} minutes`,
  )
console.log(`${organisations.length} organisations, ${ruleCount} rules, ${broken} violations`)
await closeConnections()
process.exit(broken === 0 ? 0 : 1)
