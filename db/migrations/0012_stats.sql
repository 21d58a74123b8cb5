CREATE TABLE `fact_days` (
	`by` text NOT NULL,
	`day` integer NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`by`, `day`)
);
--> statement-breakpoint
CREATE TABLE `fact_rebuilds` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`last_ticket_id` integer NOT NULL,
	`up_to_ticket_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE TABLE `saved_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`filter` text NOT NULL,
	`schedule` text NOT NULL,
	`hour` integer NOT NULL,
	`recipients` text NOT NULL,
	`next_at` integer,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_reports_owner` ON `saved_reports` (`owner_id`,`name`);--> statement-breakpoint
CREATE INDEX `saved_reports_shared` ON `saved_reports` (`name`) WHERE shared = 1;--> statement-breakpoint
CREATE INDEX `saved_reports_due` ON `saved_reports` (`next_at`) WHERE next_at is not null;--> statement-breakpoint
CREATE TABLE `stale_days` (
	`day` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_facts` (
	`ticket_id` integer PRIMARY KEY NOT NULL,
	`event_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`organisation_id` text NOT NULL,
	`product_id` text NOT NULL,
	`line` integer NOT NULL,
	`agent_id` text NOT NULL,
	`priority` integer NOT NULL,
	`level_id` text NOT NULL,
	`open` integer NOT NULL,
	`first_responded_at` integer,
	`first_response_minutes` integer,
	`first_response_wall` integer,
	`first_response_promised` integer,
	`first_response_kept` integer,
	`first_response_due_at` integer,
	`first_resolved_at` integer,
	`resolved_at` integer,
	`resolution_minutes` integer,
	`resolution_wall` integer,
	`resolution_promised` integer,
	`resolution_kept` integer,
	`resolution_due_at` integer,
	`reopened` integer NOT NULL,
	`rated_at` integer,
	`score` integer
);
--> statement-breakpoint
CREATE INDEX `ticket_facts_opened` ON `ticket_facts` (`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`first_response_minutes`,`first_response_kept`,`first_response_due_at`);--> statement-breakpoint
CREATE INDEX `ticket_facts_resolved` ON `ticket_facts` (`resolved_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`resolution_minutes`,`resolution_kept`) WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_first_resolved` ON `ticket_facts` (`first_resolved_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`reopened`) WHERE first_resolved_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_rated` ON `ticket_facts` (`rated_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`score`) WHERE rated_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_open` ON `ticket_facts` (`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`first_responded_at`,`first_response_kept`,`first_response_due_at`,`resolution_kept`,`resolution_due_at`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `line_stays_left` ON `line_stays` (`left_at`,`line`,`promised`,`taken`,`ticket_id`) WHERE left_at is not null;