// `npm run prove` runs the races, a program with its own database; `npm run prove -- access`, `-- days`, `-- mutants` and
// `-- totals` are proofs that run the tests.
const proofs = {
  access: './proof/prove-access.mjs',
  days: './proof/prove-days.mjs',
  mutants: './proof/prove-mutants.mjs',
  totals: './proof/prove-totals.mjs',
}

const [name] = process.argv.slice(2)
if (Object.hasOwn(proofs, name ?? '')) await import(proofs[name])
else {
  process.argv.splice(2, 0, 'prove')
  await import('./run.mjs')
}
