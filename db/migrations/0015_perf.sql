CREATE INDEX `ticket_facts_open_organisation` ON `ticket_facts` (`organisation_id`,`created_at`,`product_id`,`line`,`agent_id`,`priority`,`first_responded_at`,`first_response_kept`,`first_response_due_at`,`resolution_kept`,`resolution_due_at`) WHERE open = 1;--> statement-breakpoint
-- The words of the search of tickets, by which a beginning is made the words that begin so.
CREATE VIRTUAL TABLE `message_words` USING fts5vocab(`message_search`, 'instance');
