-- Why a release was withdrawn is told in both languages.
UPDATE `releases` SET `yanked_reason` = json_object('pt', `yanked_reason`, 'en', `yanked_reason`) WHERE `yanked_reason` IS NOT NULL;
