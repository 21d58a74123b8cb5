CREATE TABLE `auto_responses` (
	`id` text PRIMARY KEY NOT NULL,
	`event` text NOT NULL,
	`queue` text,
	`lang` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`revision` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`archived_at` integer,
	FOREIGN KEY (`updated_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `auto_responses_event` ON `auto_responses` (`archived_at`,`event`,`lang`);--> statement-breakpoint
CREATE TABLE `rule_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`version` integer NOT NULL,
	`event_id` integer NOT NULL,
	`root_event_id` integer NOT NULL,
	`ticket_id` integer NOT NULL,
	`trigger` text NOT NULL,
	`at` integer NOT NULL,
	`path` text NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`steps` text NOT NULL,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rule_runs_rule_event` ON `rule_runs` (`rule_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `rule_runs_root` ON `rule_runs` (`root_event_id`);--> statement-breakpoint
CREATE INDEX `rule_runs_outcome` ON `rule_runs` (`rule_id`,`outcome`,`event_id`);--> statement-breakpoint
CREATE TABLE `rule_versions` (
	`rule_id` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`restored` integer,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`rule_id`, `version`),
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`saved_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`active_from` integer,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
CREATE INDEX `rules_position` ON `rules` (`archived_at`,`position`);--> statement-breakpoint
ALTER TABLE `answer_templates` ADD `changes` text;