import { become, claim, close, escalate, note, rate, reply, type Story } from './story.ts'

/** Norte Sistemas, the partner: Dora writes in English, for both organisations. */
export const norte: Story[] = [
  {
    who: 'dora',
    organisation: 'vila-nova',
    hoursAgo: 840,
    subject: 'Upgrade path from 7.3.2 to 7.5.1',
    body: 'The test server of the municipality is still on 7.3.2 and we bring it up at the weekend. Is 7.4.0 still required on the way, or can we go straight to 7.5.1?',
    product: 'gestor',
    version: '7.3.2',
    steps: [
      claim(50, 'eva'),
      reply(
        30,
        'eva',
        'Good morning, Dora.\n\n7.4.0 is a required step from any 7.3: it converts the permissions. The path is **7.3.2 → 7.4.0 → 7.5.1**. Run `gestorctl migrate` after each of the two and wait for `gestorctl check` to say *ready*.',
        { status: 'waiting' },
      ),
      reply(200, 'dora', 'Clear, thank you. How long did the conversion take elsewhere?'),
      reply(60, 'eva', 'For about 400,000 documents, twenty minutes. Please take a backup first.', {
        status: 'resolved',
      }),
      close(1200, 'dora'),
      rate(5, 'dora', 5, 'Clear and quick.'),
    ],
  },
  {
    who: 'dora',
    organisation: 'sao-bras',
    hoursAgo: 460,
    subject: 'PostgreSQL 16 on the hospital server',
    body: 'Their IT department wants to move from PostgreSQL 14 to 16 in December. Is 7.4.2 fine with 16, and do we need to reindex?',
    product: 'gestor',
    version: '7.4.2',
    steps: [
      claim(240, 'eva'),
      escalate(10, 'eva', 2, {
        why: 'complex',
        summary: 'Wants to move from PostgreSQL 14 to 16 and asks whether the text index must be made anew.',
        tried: 'The requirements in the manual say 14 to 16, and nothing about the collation.',
        assignee: 'filipe',
      }),
      reply(
        180,
        'filipe',
        'Hello Dora. 7.4 supports PostgreSQL 14 to 16. After `pg_upgrade`, run `gestorctl reindex --text` once, because the collation library changes with the distribution.',
        { status: 'resolved' },
      ),
    ],
  },
  {
    who: 'dora',
    organisation: 'vila-nova',
    hoursAgo: 310,
    subject: 'REST API v2: webhook signature does not verify',
    body: 'We verify the HMAC as in the manual, but about one in twenty deliveries fails. Body and header of one that failed are attached.',
    product: 'gestor',
    version: '7.5.1',
    urgency: 'high',
    file: {
      name: 'delivery.json',
      type: 'application/json',
      content: '{"id":"d-20481","event":"document.registered","subject":"Ofício n.º 12"}\n',
    },
    steps: [
      claim(20, 'eva'),
      escalate(5, 'eva', 3, {
        why: 'fix',
        summary:
          'One in twenty webhook deliveries has a signature that does not verify. Body and header of one are attached.',
        tried: 'Recomputed the HMAC from the attached body with their key: it differs. Others verify.',
      }),
      claim(60, 'gustavo'),
      note(
        120,
        'gustavo',
        'Reproduced: we sign before normalising accents (NFC), the sender writes NFD when the subject came from a Mac. One-line fix.',
      ),
      reply(
        10,
        'gustavo',
        'Found it: subjects typed on a Mac are signed before their accents are normalised. The fix is in review. Until then, normalise the body to NFC before you verify.',
        { status: 'waiting', waitingFor: 'engineering' },
      ),
      reply(240, 'dora', 'The workaround holds. Which version will have the fix?'),
      reply(90, 'gustavo', '7.5.2, planned for December.', {
        status: 'waiting',
        waitingFor: 'planned-version',
        plannedVersion: '7.5.2',
      }),
    ],
  },
  {
    who: 'dora',
    organisation: 'vila-nova',
    hoursAgo: 150,
    subject: 'Silent installation of Gestor Assistente by group policy',
    body: 'Which properties does the MSI take? We need to set the server address and switch off the automatic update for 240 machines.',
    product: 'gestor',
    version: '7.5.1',
    steps: [
      claim(110, 'eva'),
      reply(
        45,
        'eva',
        'Good afternoon, Dora.\n\n```\nmsiexec /i GestorAssistente.msi /qn SERVER=https://gestor.example:8443 AUTOUPDATE=0\n```\n\nBoth are written to the registry, so a later installation keeps them.',
        { status: 'waiting' },
      ),
      reply(260, 'dora', 'Works on our test group. Rolling out next week.'),
      become(15, 'eva', 'resolved'),
    ],
  },
  {
    who: 'dora',
    organisation: 'sao-bras',
    hoursAgo: 49,
    subject: 'Restore to a test server asks for a licence',
    body: 'We restored last night’s backup to a test server and it stops with **GST-1001**. Does a test server need its own licence?',
    product: 'gestor',
    version: '7.4.2',
    steps: [
      claim(100, 'eva'),
      reply(
        35,
        'eva',
        'Good morning, Dora. A test server is free, but it needs its own key, since the key holds the host name. I have asked for one; you will have it today.',
        { status: 'waiting', waitingFor: 'third-party' },
      ),
    ],
  },
  {
    who: 'dora',
    organisation: 'vila-nova',
    hoursAgo: 25,
    subject: 'Payroll run stops at 60 % after restoring the database',
    body: 'After the restore on Friday, the run for November stops at 60 % without a message. `folhactl check` is green. The log is attached. Salaries are due on Thursday.',
    product: 'folha',
    version: '5.2.0',
    urgency: 'critical',
    file: {
      name: 'folha.log',
      type: 'text/plain',
      content:
        '09:41:17 run 2026-11 step 212/353\n09:41:18 waiting for lock payroll_period(2026-11)\n09:46:18 waiting for lock payroll_period(2026-11)\n',
    },
    steps: [
      claim(7, 'eva'),
      reply(5, 'eva', 'Good morning, Dora. We are on it; line 2 is reading your log now.'),
      escalate(3, 'eva', 2, {
        why: 'critical',
        summary:
          'The payroll run stops at 60 % after a restore. Salaries are due on Thursday; the log is attached.',
        assignee: 'filipe',
      }),
      note(
        20,
        'filipe',
        'Lock left over from the restore: the period is held by a session of the old server. `folhactl period reopen --force` needs the 3rd line’s consent.',
      ),
    ],
  },
  {
    who: 'dora',
    organisation: 'vila-nova',
    hoursAgo: 3,
    subject: 'SAML sign-in: where is the metadata document?',
    body: 'The identity provider of the municipality asks for our metadata address. I find none in the 7.5 manual.',
    product: 'gestor',
    version: '7.5.1',
    steps: [],
  },
]
