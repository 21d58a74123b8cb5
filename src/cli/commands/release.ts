import type { Command } from 'commander'
import { addKeyCommands } from './release/keys.ts'
import { addManifestCommand } from './release/manifest.ts'
import { addNotesCommand } from './release/notes.ts'
import { addPublishCommand } from './release/publish.ts'
import { addVerifyCommand } from './release/verify.ts'
import { addYankCommand } from './release/yank.ts'
import type { Open } from './shared.ts'

export function addReleaseCommands(program: Command, open: Open): void {
  const release = program.command('release').description('releases and their files')
  addPublishCommand(release, open)
  addYankCommand(release, open)
  addVerifyCommand(release, open)
  addNotesCommand(release, open)
  addManifestCommand(release, open)
  addKeyCommands(release, open)
}
