CREATE TABLE `installed_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`product_id` text NOT NULL,
	`environment` text NOT NULL,
	`version` text NOT NULL,
	`since` text,
	`recorded_by` text,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `installed_versions_place` ON `installed_versions` (`organisation_id`,`product_id`,`environment`);--> statement-breakpoint
CREATE TABLE `priority_matrices` (
	`version` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`matrix` text NOT NULL,
	`reason` text NOT NULL,
	`defined_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`defined_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `contracts` ADD `ends_at` integer;--> statement-breakpoint
CREATE INDEX `contracts_level` ON `contracts` (`level`);--> statement-breakpoint
ALTER TABLE `organisations` ADD `plain_name` text GENERATED ALWAYS AS (replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower("name"), 'á', 'a'), 'à', 'a'), 'â', 'a'), 'ã', 'a'), 'Á', 'a'), 'À', 'a'), 'Â', 'a'), 'Ã', 'a'), 'é', 'e'), 'ê', 'e'), 'É', 'e'), 'Ê', 'e'), 'í', 'i'), 'Í', 'i'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'ú', 'u'), 'ü', 'u'), 'Ú', 'u'), 'Ü', 'u'), 'ç', 'c'), 'Ç', 'c'), 'ñ', 'n'), 'Ñ', 'n')) VIRTUAL;--> statement-breakpoint
CREATE INDEX `organisations_name` ON `organisations` (`plain_name`,`id`);--> statement-breakpoint
CREATE INDEX `one_time_links_person` ON `one_time_links` (`person_id`,`purpose`);