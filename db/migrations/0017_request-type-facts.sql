DROP INDEX `ticket_facts_opened`;--> statement-breakpoint
DROP INDEX `ticket_facts_resolved`;--> statement-breakpoint
DROP INDEX `ticket_facts_first_resolved`;--> statement-breakpoint
DROP INDEX `ticket_facts_rated`;--> statement-breakpoint
DROP INDEX `ticket_facts_open`;--> statement-breakpoint
DROP INDEX `ticket_facts_open_organisation`;--> statement-breakpoint
ALTER TABLE `ticket_facts` ADD `request_type` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `ticket_facts_opened` ON `ticket_facts` (`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`first_response_minutes`,`first_response_kept`,`first_response_due_at`);--> statement-breakpoint
CREATE INDEX `ticket_facts_resolved` ON `ticket_facts` (`resolved_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`resolution_minutes`,`resolution_kept`) WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_first_resolved` ON `ticket_facts` (`first_resolved_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`reopened`) WHERE first_resolved_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_rated` ON `ticket_facts` (`rated_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`score`) WHERE rated_at is not null;--> statement-breakpoint
CREATE INDEX `ticket_facts_open` ON `ticket_facts` (`created_at`,`organisation_id`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`first_responded_at`,`first_response_kept`,`first_response_due_at`,`resolution_kept`,`resolution_due_at`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `ticket_facts_open_organisation` ON `ticket_facts` (`organisation_id`,`created_at`,`product_id`,`line`,`agent_id`,`priority`,`request_type`,`first_responded_at`,`first_response_kept`,`first_response_due_at`,`resolution_kept`,`resolution_due_at`) WHERE open = 1;