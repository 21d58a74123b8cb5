CREATE TABLE `fact_sums` (
	`generation` integer NOT NULL,
	`by` text NOT NULL,
	`month` integer NOT NULL,
	`grp` text NOT NULL,
	`opened` integer DEFAULT 0 NOT NULL,
	`answered` integer DEFAULT 0 NOT NULL,
	`first_decided` integer DEFAULT 0 NOT NULL,
	`first_kept` integer DEFAULT 0 NOT NULL,
	`resolved` integer DEFAULT 0 NOT NULL,
	`end_decided` integer DEFAULT 0 NOT NULL,
	`end_kept` integer DEFAULT 0 NOT NULL,
	`once_resolved` integer DEFAULT 0 NOT NULL,
	`reopened` integer DEFAULT 0 NOT NULL,
	`rated` integer DEFAULT 0 NOT NULL,
	`score_sum` integer DEFAULT 0 NOT NULL,
	`open` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`generation`, `by`, `month`, `grp`)
);
--> statement-breakpoint
DROP INDEX `ticket_facts_open_organisation`;--> statement-breakpoint
DROP INDEX `ticket_facts_opened`;--> statement-breakpoint
DROP INDEX `ticket_facts_resolved`;--> statement-breakpoint
DROP INDEX `ticket_facts_first_resolved`;--> statement-breakpoint
DROP INDEX `ticket_facts_rated`;--> statement-breakpoint
DROP INDEX `ticket_facts_open`;--> statement-breakpoint
ALTER TABLE `ticket_facts` ADD `team_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `ticket_facts` ADD `overdue_at` integer;--> statement-breakpoint
ALTER TABLE `ticket_facts` ADD `generation` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `ticket_facts_overdue` ON `ticket_facts` (`overdue_at`,`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`) WHERE overdue_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_awaited` ON `ticket_facts` (`first_response_due_at`,`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`) WHERE first_response_due_at is not null and first_response_kept is null;--> statement-breakpoint
CREATE INDEX `ticket_facts_opened` ON `ticket_facts` (`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`,`first_response_minutes`,`first_response_kept`,`first_response_due_at`);--> statement-breakpoint
CREATE INDEX `ticket_facts_resolved` ON `ticket_facts` (`resolved_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`,`resolution_minutes`,`resolution_kept`) WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_first_resolved` ON `ticket_facts` (`first_resolved_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`,`reopened`) WHERE first_resolved_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_rated` ON `ticket_facts` (`rated_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`,`score`) WHERE rated_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_open` ON `ticket_facts` (`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`team_id`) WHERE open = 1;--> statement-breakpoint
ALTER TABLE `fact_rebuilds` ADD `generation` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `fact_rebuilds` ADD `zone` text DEFAULT '' NOT NULL;