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
CREATE INDEX `release_components_file` ON `release_components` (`file_id`);--> statement-breakpoint
CREATE TABLE `person_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_feeds_person` ON `person_feeds` (`person_id`);--> statement-breakpoint
CREATE TABLE `portal_secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `token_usage` (
	`token_id` text NOT NULL,
	`day` text NOT NULL,
	`bytes` integer NOT NULL,
	PRIMARY KEY(`token_id`, `day`),
	FOREIGN KEY (`token_id`) REFERENCES `api_tokens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`event_id` integer NOT NULL,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`at` integer NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`last_attempt_at` integer,
	`last_status` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_event` ON `webhook_deliveries` (`webhook_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_list` ON `webhook_deliveries` (`webhook_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`previous_secret` text,
	`previous_until` integer,
	`events` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`disabled_reason` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_organisation` ON `webhooks` (`organisation_id`,`created_at`);--> statement-breakpoint
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
CREATE INDEX `eula_acceptances_time` ON `eula_acceptances` (`product_id`,`accepted_at`,`organisation_id`);--> statement-breakpoint
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
CREATE INDEX `rollout_requests_release` ON `rollout_requests` (`release_id`);--> statement-breakpoint
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
ALTER TABLE `api_tokens` ADD `daily_bytes` integer;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `previous_hash` text;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `previous_until` integer;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `rotated_at` integer;--> statement-breakpoint
ALTER TABLE `api_tokens` ADD `warned_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_previous_hash` ON `api_tokens` (`previous_hash`);--> statement-breakpoint
CREATE INDEX `api_tokens_expires` ON `api_tokens` (`expires_at`);--> statement-breakpoint
ALTER TABLE `contract_products` ADD `grace_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `contracts` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `organisations` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `service` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ticket_fields` ADD `request_types` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `download_grants` ADD `first_byte_at` integer;--> statement-breakpoint
ALTER TABLE `download_grants` ADD `spans` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `download_grants` ADD `sender` text DEFAULT 'portal' NOT NULL;--> statement-breakpoint
ALTER TABLE `download_grants` ADD `last_sent_at` integer;--> statement-breakpoint
CREATE INDEX `download_grants_file` ON `download_grants` (`file_id`,`organisation_id`);--> statement-breakpoint
ALTER TABLE `release_files` ADD `blake2b` text;--> statement-breakpoint
ALTER TABLE `release_files` ADD `offline_reason` text;--> statement-breakpoint
ALTER TABLE `release_files` ADD `checked_at` integer;--> statement-breakpoint
CREATE INDEX `release_files_offline` ON `release_files` (`offline_reason`) WHERE offline_reason is not null;--> statement-breakpoint
ALTER TABLE `releases` ADD `applies_to` text;--> statement-breakpoint
ALTER TABLE `releases` ADD `supersedes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `known_issues` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `rollout_percent` integer DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `exclusive` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `support_ends` text;--> statement-breakpoint
CREATE INDEX `releases_status` ON `releases` (`status`,`created_at`);--> statement-breakpoint
ALTER TABLE `tickets` ADD `request_type` text REFERENCES request_types(id);--> statement-breakpoint
CREATE INDEX `tickets_of_type` ON `tickets` (`request_type`,`status`,`updated_at`,`id`) WHERE request_type is not null;--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_facts_open_organisation` ON `ticket_facts` (`organisation_id`,`created_at`,`product_id`,`line`,`agent_id`,`priority`,`first_responded_at`,`first_response_kept`,`first_response_due_at`,`resolution_kept`,`resolution_due_at`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `messages_spent` ON `messages` (`created_at`,`ticket_id`,`author_id`,`minutes`) WHERE minutes > 0;--> statement-breakpoint
INSERT INTO `ticket_field_values` (`ticket_id`, `field_id`, `value`)
SELECT t.id, f.id, a.value FROM `tickets` t, json_each(t.fields) a JOIN `ticket_fields` f ON f.id = a.key
WHERE f.kind IN ('choice', 'yes-no');
--> statement-breakpoint
-- The words of the search of tickets, by which a beginning is made the words that begin so.
CREATE VIRTUAL TABLE `message_words` USING fts5vocab(`message_search`, 'instance');
