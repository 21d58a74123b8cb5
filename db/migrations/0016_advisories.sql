CREATE TABLE `advisories` (
	`id` text PRIMARY KEY NOT NULL,
	`tracking` text NOT NULL,
	`status` text NOT NULL,
	`tlp` text NOT NULL,
	`severity` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`workaround` text NOT NULL,
	`cve` text,
	`cwe` text,
	`cvss` text,
	`published_at` integer,
	`updated_at` integer NOT NULL,
	`revision` integer NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `advisories_tracking` ON `advisories` (`tracking`);--> statement-breakpoint
CREATE INDEX `advisories_published` ON `advisories` (`published_at`,`id`);--> statement-breakpoint
CREATE INDEX `advisories_cve` ON `advisories` (`cve`);--> statement-breakpoint
CREATE TABLE `advisory_organisations` (
	`advisory_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	PRIMARY KEY(`advisory_id`, `organisation_id`),
	FOREIGN KEY (`advisory_id`) REFERENCES `advisories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `advisory_organisations_organisation` ON `advisory_organisations` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `advisory_products` (
	`advisory_id` text NOT NULL,
	`product_id` text NOT NULL,
	`status` text NOT NULL,
	`affected` text NOT NULL,
	`fixed_version` text,
	`justification` text,
	PRIMARY KEY(`advisory_id`, `product_id`),
	FOREIGN KEY (`advisory_id`) REFERENCES `advisories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `advisory_products_product` ON `advisory_products` (`product_id`);--> statement-breakpoint
CREATE TABLE `advisory_revisions` (
	`advisory_id` text NOT NULL,
	`number` integer NOT NULL,
	`summary` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`advisory_id`, `number`),
	FOREIGN KEY (`advisory_id`) REFERENCES `advisories`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `read_bills` (
	`file_id` text PRIMARY KEY NOT NULL,
	`components` integer NOT NULL,
	`fault` text,
	`read_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `release_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `release_components` (
	`id` text PRIMARY KEY NOT NULL,
	`release_id` text NOT NULL,
	`file_id` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`version` text NOT NULL,
	`purl` text,
	`licence` text,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `release_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `release_components_name` ON `release_components` (`name`,`version`);--> statement-breakpoint
CREATE INDEX `release_components_short` ON `release_components` (`short_name`,`version`);--> statement-breakpoint
CREATE INDEX `release_components_file` ON `release_components` (`file_id`);