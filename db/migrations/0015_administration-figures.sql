CREATE INDEX `events_at` ON `events` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_spent` ON `messages` (`created_at`,`ticket_id`,`author_id`,`minutes`) WHERE minutes > 0;