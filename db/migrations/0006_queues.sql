CREATE TABLE `queues` (
	`id` text PRIMARY KEY NOT NULL,
	`names` text NOT NULL,
	`follow_up` text NOT NULL,
	`follow_up_days` integer,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
