CREATE TABLE `merges` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`into_id` integer NOT NULL,
	`before` text NOT NULL,
	`merged_at` integer NOT NULL,
	`merged_by` text,
	`undone_at` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`into_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merged_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_ticket` ON `merges` (`ticket_id`) WHERE undone_at is null;--> statement-breakpoint
CREATE TABLE `ticket_links` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	FOREIGN KEY (`from_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_links_pair` ON `ticket_links` (`from_id`,`to_id`,`kind`);--> statement-breakpoint
CREATE INDEX `ticket_links_to` ON `ticket_links` (`to_id`,`kind`);--> statement-breakpoint
ALTER TABLE `tickets` ADD `merged_into_id` integer REFERENCES tickets(id);--> statement-breakpoint
CREATE INDEX `tickets_of_queue` ON `tickets` (`queue`,`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `tickets_merged_into` ON `tickets` (`merged_into_id`) WHERE merged_into_id is not null;