-- Full-text search. Contentless: the words are here, the text is in its own table under the same rowid.
CREATE VIRTUAL TABLE `message_search` USING fts5(`body`, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2');--> statement-breakpoint
CREATE VIRTUAL TABLE `article_search` USING fts5(`title`, `aliases`, `headings`, `body`, `article_id` UNINDEXED, `lang` UNINDEXED, `url` UNINDEXED, `kind` UNINDEXED, `audience` UNINDEXED, `products` UNINDEXED, `description` UNINDEXED, prefix='2 3', tokenize='unicode61 remove_diacritics 2');--> statement-breakpoint
-- References start at SUP-1001.
INSERT INTO `sqlite_sequence` (`name`, `seq`) VALUES ('tickets', 1000);
