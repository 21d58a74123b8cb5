CREATE TABLE `bulk_changes` (
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`ticket_id` integer NOT NULL,
	`outcome` text,
	`code` text,
	`before` text,
	`event_id` integer,
	`undo` text,
	PRIMARY KEY(`run_id`, `position`),
	FOREIGN KEY (`run_id`) REFERENCES `bulk_runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bulk_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`deed` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`undone_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulk_runs_person` ON `bulk_runs` (`person_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `bulk_runs_created` ON `bulk_runs` (`created_at`);