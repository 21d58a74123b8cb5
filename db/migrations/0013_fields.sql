CREATE TABLE `ticket_fields` (
	`id` text PRIMARY KEY NOT NULL,
	`names` text NOT NULL,
	`help` text NOT NULL,
	`kind` text NOT NULL,
	`options` text NOT NULL,
	`required` integer NOT NULL,
	`product_id` text,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
