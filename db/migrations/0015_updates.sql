CREATE TABLE `eula_acceptances` (
	`product_id` text NOT NULL,
	`revision` integer NOT NULL,
	`organisation_id` text NOT NULL,
	`person_id` text NOT NULL,
	`token_id` text,
	`address` text NOT NULL,
	`accepted_at` integer NOT NULL,
	PRIMARY KEY(`product_id`, `revision`, `organisation_id`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `eulas` (
	`product_id` text NOT NULL,
	`revision` integer NOT NULL,
	`text` text NOT NULL,
	`effective_at` integer NOT NULL,
	`defined_by` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`product_id`, `revision`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`defined_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `release_organisations` (
	`release_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	PRIMARY KEY(`release_id`, `organisation_id`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `release_organisations_organisation` ON `release_organisations` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `rollout_requests` (
	`release_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`person_id` text NOT NULL,
	`requested_at` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `release_id`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `contract_products` ADD `grace_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `release_files` ADD `offline_reason` text;--> statement-breakpoint
ALTER TABLE `release_files` ADD `checked_at` integer;--> statement-breakpoint
ALTER TABLE `releases` ADD `applies_to` text;--> statement-breakpoint
ALTER TABLE `releases` ADD `supersedes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `known_issues` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `rollout_percent` integer DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `exclusive` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `support_ends` text;