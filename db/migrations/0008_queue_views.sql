CREATE TABLE `queue_columns` (
	`person_id` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `queue_views` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`columns` text,
	`position` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `queue_views_owner` ON `queue_views` (`owner_id`,`shared`,`position`);--> statement-breakpoint
CREATE INDEX `queue_views_shared` ON `queue_views` (`shared`,`position`);