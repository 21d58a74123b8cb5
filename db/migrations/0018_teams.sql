CREATE TABLE `team_members` (
	`team_id` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`team_id`, `person_id`),
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `team_members_person` ON `team_members` (`person_id`,`team_id`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
ALTER TABLE `tickets` ADD `team_id` text REFERENCES teams(id);--> statement-breakpoint
CREATE INDEX `tickets_work_team` ON `tickets` (`team_id`,case when desk_due_at is null then 9007199254740991 else desk_due_at end,`id`) WHERE status in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX `tickets_of_team` ON `tickets` (`team_id`,`status`,`updated_at`,`id`) WHERE team_id is not null;--> statement-breakpoint
CREATE INDEX `tickets_opened_team` ON `tickets` (`team_id`,`id`) WHERE team_id is not null;