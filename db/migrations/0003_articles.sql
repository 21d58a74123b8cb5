CREATE TABLE `article_addresses` (
	`url` text PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL,
	`lang` text NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `article_addresses_article` ON `article_addresses` (`article_id`,`lang`);--> statement-breakpoint
CREATE TABLE `article_citations` (
	`article_id` text NOT NULL,
	`lang` text NOT NULL,
	`ticket_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`article_id`, `lang`, `ticket_id`)
);
--> statement-breakpoint
CREATE INDEX `article_citations_at` ON `article_citations` (`at`);--> statement-breakpoint
CREATE TABLE `article_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL,
	`lang` text NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`revision` integer NOT NULL,
	`base_hash` text,
	`base_text` text,
	`owner_id` text NOT NULL,
	`reviewer_id` text,
	`publish_at` integer,
	`ticket_id` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`updated_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_edits_article` ON `article_edits` (`article_id`,`lang`);--> statement-breakpoint
CREATE INDEX `article_edits_state` ON `article_edits` (`state`,`publish_at`);--> statement-breakpoint
CREATE TABLE `article_index_rows` (
	`url` text PRIMARY KEY NOT NULL,
	`rowid` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `article_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`article_id` text NOT NULL,
	`lang` text NOT NULL,
	`number` integer NOT NULL,
	`text` text NOT NULL,
	`hash` text NOT NULL,
	`cause` text NOT NULL,
	`why` text NOT NULL,
	`person_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_revisions_number` ON `article_revisions` (`article_id`,`lang`,`number`);--> statement-breakpoint
CREATE TABLE `article_votes` (
	`id` text PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL,
	`lang` text NOT NULL,
	`helpful` integer NOT NULL,
	`comment` text,
	`person_id` text,
	`at` integer NOT NULL,
	`handled_at` integer,
	`handled_by` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `article_votes_article` ON `article_votes` (`article_id`,`lang`,`at`);--> statement-breakpoint
CREATE INDEX `article_votes_at` ON `article_votes` (`at`);--> statement-breakpoint
CREATE TABLE `publish_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`cause` text NOT NULL,
	`person_id` text,
	`state` text NOT NULL,
	`stage` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`faults` text NOT NULL,
	`release` text,
	`commit` text,
	`requested_at` integer NOT NULL,
	`started_at` integer,
	`beat_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `publish_runs_state` ON `publish_runs` (`state`,`requested_at`);--> statement-breakpoint
CREATE INDEX `publish_runs_at` ON `publish_runs` (`requested_at`);--> statement-breakpoint
CREATE TABLE `searches` (
	`id` text PRIMARY KEY NOT NULL,
	`lang` text NOT NULL,
	`q` text NOT NULL,
	`folded` text NOT NULL,
	`place` text NOT NULL,
	`found` integer NOT NULL,
	`opened` text,
	`asked` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `searches_at` ON `searches` (`at`);--> statement-breakpoint
CREATE INDEX `searches_folded` ON `searches` (`lang`,`folded`,`at`);--> statement-breakpoint
CREATE TABLE `suggestion_visits` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`lang` text NOT NULL,
	`place` text NOT NULL,
	`shown_at` integer NOT NULL,
	`opened_at` integer,
	`opened` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `suggestion_visits_shown` ON `suggestion_visits` (`shown_at`);--> statement-breakpoint
CREATE INDEX `suggestion_visits_person` ON `suggestion_visits` (`person_id`,`shown_at`);--> statement-breakpoint
-- The rows of the full-text index are known by address from now on: the next publish fills it anew.
DELETE FROM `article_search`;
