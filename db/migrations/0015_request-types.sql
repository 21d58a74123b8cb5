CREATE TABLE `request_types` (
	`id` text PRIMARY KEY NOT NULL,
	`names` text NOT NULL,
	`product_ids` text NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
CREATE TABLE `ticket_field_values` (
	`ticket_id` integer NOT NULL,
	`field_id` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`ticket_id`, `field_id`)
);
--> statement-breakpoint
CREATE INDEX `ticket_field_values_value` ON `ticket_field_values` (`field_id`,`value`,`ticket_id`);--> statement-breakpoint
ALTER TABLE `ticket_fields` ADD `request_types` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `request_type` text REFERENCES request_types(id);--> statement-breakpoint
CREATE INDEX `tickets_of_type` ON `tickets` (`request_type`,`status`,`updated_at`,`id`) WHERE request_type is not null;--> statement-breakpoint
INSERT INTO `ticket_field_values` (`ticket_id`, `field_id`, `value`)
SELECT t.id, f.id, a.value FROM `tickets` t, json_each(t.fields) a JOIN `ticket_fields` f ON f.id = a.key
WHERE f.kind IN ('choice', 'yes-no');
