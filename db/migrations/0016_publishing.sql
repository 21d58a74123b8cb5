CREATE TABLE `channel_manifests` (
	`product_id` text NOT NULL,
	`channel` text NOT NULL,
	`sequence` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`document` text NOT NULL,
	`signature` text NOT NULL,
	`key_id` text NOT NULL,
	`published_by` text,
	`published_at` integer NOT NULL,
	`warned_at` integer,
	PRIMARY KEY(`product_id`, `channel`, `sequence`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `publishing_rules` (
	`product_id` text PRIMARY KEY NOT NULL,
	`persons` integer NOT NULL,
	`changed_by` text,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `release_drafts` (
	`release_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`summary` text,
	`notes` text,
	`publish_at` integer,
	`older` integer DEFAULT false NOT NULL,
	`fingerprint` text,
	`created_by` text,
	`changed_by` text,
	`changed_at` integer NOT NULL,
	`submitted_by` text,
	`submitted_at` integer,
	`approved_by` text,
	`approved_at` integer,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submitted_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `release_uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`release_id` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`received_at` integer,
	`refusal` text,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `release_uploads_release` ON `release_uploads` (`release_id`);--> statement-breakpoint
CREATE INDEX `release_uploads_created` ON `release_uploads` (`created_at`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`key_id` text NOT NULL,
	`product_id` text,
	`public_key` text NOT NULL,
	`label` text NOT NULL,
	`added_by` text,
	`added_at` integer NOT NULL,
	`revoked_by` text,
	`revoked_at` integer,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revoked_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `signing_keys_product` ON `signing_keys` (`product_id`);--> statement-breakpoint
ALTER TABLE `release_files` ADD `blake2b` text;--> statement-breakpoint
CREATE INDEX `release_files_offline` ON `release_files` (`offline_reason`) WHERE offline_reason is not null;--> statement-breakpoint
CREATE INDEX `releases_status` ON `releases` (`status`,`created_at`);