import { BlockList, isIPv6 } from 'node:net'
import type { Kysely } from 'kysely'
import { impostorTest, type IsStaffName } from '../accounts/impostors.ts'
import type { Database } from '../db/tables.ts'
import type { HiddenSettings } from '../settings/declared.ts'
import { hasBlocks } from '../readers/blocks.ts'
import { readHidden } from '../settings/settings.ts'

/** What each comment is compared with, and what seldom changes: the host's lists, and who the blog's people are. */
export interface Watchlists extends Omit<HiddenSettings, 'blocked_networks'> {
  isBlockedNetwork(ip: string | null): boolean
  isStaffName: IsStaffName
  /** Whether anybody is blocked or muted from a comment on. */
  hasBlocks: boolean
}

/** Reads them as they are now. */
export async function readWatchlists(db: Kysely<Database>): Promise<Watchlists> {
  const { blocked_networks: networks, ...lists } = await readHidden(db)
  const blocked = new BlockList()
  for (const network of networks) {
    const [address = '', prefix = isIPv6(address) ? 128 : 32] = network.split('/')
    blocked.addSubnet(address, Number(prefix), familyOf(address))
  }
  return {
    ...lists,
    isBlockedNetwork: ip => ip !== null && blocked.check(ip, familyOf(ip)),
    isStaffName: await impostorTest(db),
    hasBlocks: await hasBlocks(db),
  }
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
