import { roles } from '../../accounts/roles.ts'
import type { Role } from '../../db/account-tables.ts'
import type { Params } from '../../http/input/params.ts'
import type { badRequest } from '../../http/answer/problems.ts'

/** The role that a link or a form names. Throws notFound or badRequest where it names none. */
export function roleIn(params: Params, problem: typeof badRequest): Role {
  const role = params.oneOf('role', roles)
  if (role === null) throw problem()
  return role
}
