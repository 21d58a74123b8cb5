CREATE TABLE `update_subscriptions` (
	`person_id` text NOT NULL,
	`product_id` text NOT NULL,
	`level` text NOT NULL,
	`at_once` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `product_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `update_subscriptions_product` ON `update_subscriptions` (`product_id`);--> statement-breakpoint
CREATE INDEX `download_grants_file` ON `download_grants` (`file_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `eula_acceptances_time` ON `eula_acceptances` (`product_id`,`accepted_at`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `rollout_requests_release` ON `rollout_requests` (`release_id`);