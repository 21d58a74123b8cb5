CREATE TABLE `notice_weeks` (
	`due_at` integer PRIMARY KEY NOT NULL,
	`event_id` integer,
	`cursor` text DEFAULT '' NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`event_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`due_at` integer NOT NULL,
	`turn_from` integer,
	`turn_to` integer,
	`cursor` text DEFAULT '' NOT NULL,
	`done_at` integer,
	`weekly_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notices_due` ON `notices` (`due_at`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `notices_waiting` ON `notices` (`due_at`) WHERE weekly_at is null;--> statement-breakpoint
CREATE INDEX `notices_weekly` ON `notices` (`weekly_at`);--> statement-breakpoint
CREATE INDEX `notices_subject` ON `notices` (`subject`);--> statement-breakpoint
CREATE TABLE `told_notices` (
	`person_id` text NOT NULL,
	`event_id` integer NOT NULL,
	`pace` text NOT NULL,
	`letter_event_id` integer NOT NULL,
	`organisation_ids` text NOT NULL,
	`product_ids` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `event_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `notices`(`event_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `told_notices_letter` ON `told_notices` (`person_id`,`letter_event_id`);--> statement-breakpoint
DROP INDEX `update_subscriptions_product`;--> statement-breakpoint
CREATE INDEX `update_subscriptions_product` ON `update_subscriptions` (`product_id`,`person_id`);--> statement-breakpoint
ALTER TABLE `letters` ADD `unsubscribe` text;--> statement-breakpoint
CREATE INDEX `people_answering` ON `people` (`id`) WHERE role in ('customer-manager', 'partner') and disabled_at is null and service = 0;