DROP INDEX `tickets_desk_due`;--> statement-breakpoint
CREATE INDEX `tickets_work_due` ON `tickets` (case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_work_line` ON `tickets` (`line`,case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_work_assignee` ON `tickets` (`assignee_id`,case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_waiting_due` ON `tickets` (case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX `tickets_work_priority` ON `tickets` (-priority_rank,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
ALTER TABLE `attachments` ADD `searched_at` integer;--> statement-breakpoint
CREATE INDEX `attachments_to_search` ON `attachments` (`id`) WHERE searched_at is null and message_id is not null;
--> statement-breakpoint
-- A message's number here is its ticket's times 65536 and its place in the ticket, so that a search knows the tickets without
-- reading their messages, the newest ticket first. `scope` finds messages within an organisation, so that nobody's search walks
-- everybody's: `o` and the organisation, and where customers may read it `c` and the organisation, and `c`.
DROP TABLE `message_search`;--> statement-breakpoint
CREATE VIRTUAL TABLE `message_search` USING fts5(`body`, `scope`, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2');--> statement-breakpoint
INSERT INTO `message_search` (`rowid`, `body`, `scope`)
SELECT m.ticket_id * 65536 + m.place, CASE WHEN m.place = 1 THEN t.subject || char(10) || m.body ELSE m.body END,
  'o' || lower(replace(replace(t.organisation_id, '-', ''), '_', '')) || CASE WHEN m.audience = 'customer' THEN ' c c' || lower(replace(replace(t.organisation_id, '-', ''), '_', '')) ELSE '' END
FROM (SELECT `ticket_id`, `body`, `audience`, row_number() OVER (PARTITION BY `ticket_id` ORDER BY `id`) AS place FROM `messages`) m
JOIN `tickets` t ON t.id = m.ticket_id WHERE m.place < 65536;
