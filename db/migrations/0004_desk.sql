CREATE TABLE `organisation_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `organisation_notes_organisation` ON `organisation_notes` (`organisation_id`,`removed_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `line_stays` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`line` integer NOT NULL,
	`arrived_at` integer NOT NULL,
	`left_at` integer,
	`reason` text NOT NULL,
	`assignee_id` text,
	`promised` integer,
	`taken` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `line_stays_ticket` ON `line_stays` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `line_stays_line` ON `line_stays` (`line`,`left_at`);--> statement-breakpoint
CREATE TABLE `ratings` (
	`ticket_id` integer PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`person_id` text NOT NULL,
	`score` integer NOT NULL,
	`comment` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ratings_created` ON `ratings` (`created_at`);--> statement-breakpoint
CREATE INDEX `ratings_organisation` ON `ratings` (`organisation_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `organisations` ADD `closed_days` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `closed_days` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `line_due_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `desk_due_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `next_warning_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `planned_version` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `fixed_at` integer;--> statement-breakpoint
CREATE INDEX `tickets_desk_due` ON `tickets` (`desk_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `tickets_warning` ON `tickets` (`next_warning_at`);--> statement-breakpoint
CREATE INDEX `tickets_closes` ON `tickets` (`closes_at`);--> statement-breakpoint
CREATE INDEX `tickets_planned` ON `tickets` (`product_id`,`planned_version`) WHERE planned_version is not null and fixed_at is null;--> statement-breakpoint
-- What is there already: each ticket has been on its line since it came.
INSERT INTO `line_stays` (`ticket_id`, `line`, `arrived_at`, `left_at`, `reason`, `assignee_id`)
SELECT `id`, `line`, `created_at`, CASE WHEN `status` IN ('resolved', 'closed', 'merged') THEN coalesce(`resolved_at`, `closed_at`, `updated_at`) END, 'opened', `assignee_id` FROM `tickets`;--> statement-breakpoint
-- Of promises to come, the desk is warned from now on.
UPDATE `tickets` SET `desk_due_at` = `next_due_at`, `next_warning_at` = CASE WHEN `next_due_at` > unixepoch() * 1000 THEN `next_due_at` END;
