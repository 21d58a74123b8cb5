DROP INDEX `tickets_desk_due`;--> statement-breakpoint
CREATE INDEX `tickets_work_due` ON `tickets` (case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_work_line` ON `tickets` (`line`,case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_work_assignee` ON `tickets` (`assignee_id`,case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_waiting_due` ON `tickets` (case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX `tickets_work_priority` ON `tickets` (-priority_rank,`id`) WHERE status in ('new', 'open', 'waiting');
--> statement-breakpoint
-- Messages are found within an organisation by a word of theirs, so that nobody's search walks everybody's: `o` and the
-- organisation, `c` and the organisation for what customers may read. As `scopeWord` of domain/tickets/search-words.ts.
DROP TABLE `message_search`;--> statement-breakpoint
CREATE VIRTUAL TABLE `message_search` USING fts5(`body`, `scope`, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2');--> statement-breakpoint
INSERT INTO `message_search` (`rowid`, `body`, `scope`)
SELECT m.id, CASE WHEN m.id = (SELECT min(f.id) FROM `messages` f WHERE f.ticket_id = m.ticket_id) THEN t.subject || char(10) || m.body ELSE m.body END,
  'o' || lower(replace(replace(t.organisation_id, '-', ''), '_', '')) || CASE WHEN m.audience = 'customer' THEN ' c' || lower(replace(replace(t.organisation_id, '-', ''), '_', '')) ELSE '' END
FROM `messages` m JOIN `tickets` t ON t.id = m.ticket_id ORDER BY m.id;
