CREATE TABLE `process_versions` (
	`process_id` text NOT NULL,
	`version` integer NOT NULL,
	`source` text NOT NULL,
	`definition` text NOT NULL,
	`restored` integer,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`process_id`, `version`),
	FOREIGN KEY (`process_id`) REFERENCES `processes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`saved_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `processes` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
CREATE INDEX `processes_archived` ON `processes` (`archived_at`,`id`);--> statement-breakpoint
CREATE TABLE `ticket_process_steps` (
	`run_id` text NOT NULL,
	`turn` integer NOT NULL,
	`step` text NOT NULL,
	`answers` text NOT NULL,
	`button` integer,
	`message_id` integer,
	`completed_by` text NOT NULL,
	`completed_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `turn`),
	FOREIGN KEY (`run_id`) REFERENCES `ticket_processes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`completed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `ticket_processes` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` integer NOT NULL,
	`process_id` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`step` text,
	`turn` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`reason` text,
	`refused` text NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_processes_running` ON `ticket_processes` (`ticket_id`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `ticket_processes_ticket` ON `ticket_processes` (`ticket_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `ticket_processes_process` ON `ticket_processes` (`process_id`,`state`);